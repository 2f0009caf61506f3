package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.catalog.MergeOutcome.Merged;
import io.meerkat.merge.tree.Node;
import io.meerkat.merge.tree.NodeCache;
import io.meerkat.merge.tree.Row;
import io.meerkat.merge.tree.StoredNodes;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Body;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.Summary.NamespaceSummary;
import io.meerkat.model.Summary.TableSummary;
import io.meerkat.model.TableFields;
import io.meerkat.model.TreeKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the merge of 100 changes on each side costs in a catalog of 1 000 000 tables, in nodes and contents read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergeCostTest {
    private static final int TABLES = 1_000_000;
    private static final int CHANGES = 100;
    private static final int TABLES_PER_NAMESPACE = 1_000;
    private static final int HEIGHT = 3;

    /** Of so many tables one is changed, on each side another one. */
    private static final int STEP = TABLES / CHANGES;

    private static final Set<Integer> CHANGED = Set.of(1, 5_000);

    private static final long CACHE_BYTES = 1L << 28;

    /** A few for each level of the trees, however much has changed. */
    private static final int TRIPS_MAX = 6 * HEIGHT;

    private final StoredNodes nodes = new StoredNodes();
    private int trips;
    private final Store contents = new Store();
    private final CatalogMerge merge =
            new CatalogMerge(contents, new ByKind(Map.of()), location -> location, view -> Set.of());
    private Tree base = Tree.empty(nodes);

    @BeforeAll
    void build() {
        var rows = IntStream.range(0, TABLES).boxed().flatMap(this::rows);
        base = nodes.save(Tree.build(rows.iterator(), nodes));
    }

    private Stream<Row> rows(int i) {
        var table = Row.of(key(i), entry(i, CHANGED.contains(i % STEP) ? table(name(i), 1) : Hash.ZERO));
        if (i % TABLES_PER_NAMESPACE > 0) {
            return Stream.of(table);
        }
        var id = new ContentId(new UUID(1, i));
        return Stream.of(
                Row.of(Catalog.path(namespace(i)).key(), new Entry(id, Hash.ZERO, new NamespaceSummary())), table);
    }

    private static String namespace(int i) {
        return "ns" + (1_000 + i / TABLES_PER_NAMESPACE);
    }

    /** Made from its bytes, which is several times faster than from names. */
    private static TreeKey key(int i) {
        var bytes = namespace(i) + "\0\2table" + (TABLES + i);
        return TreeKey.of(bytes.getBytes(StandardCharsets.US_ASCII));
    }

    private static Entry entry(int i, Hash content) {
        return new Entry(new ContentId(new UUID(2, i)), content, new TableSummary(2, 0, -1));
    }

    @BeforeEach
    void resetCounts() {
        nodes.resetCounts();
        trips = 0;
    }

    /** The difference reads, in both of its trees, the ways to the keys that changed; ours is asked for each of them. */
    @Test
    void changedTablesCostTheWaysToThem() {
        var ours = changed(1);
        var theirs = changed(5_000);
        nodes.resetCounts();
        int before = contents.reads();

        assertThat(merged(ours, theirs).edits()).hasSize(CHANGES);

        assertThat(nodes.reads()).isBetween(2 * CHANGES, 3 * (CHANGES * (HEIGHT - 1) + 1));
        assertThat(trips).isLessThanOrEqualTo(TRIPS_MAX);
        assertThat(contents.reads() - before).isEqualTo(2 * CHANGES);
    }

    @Test
    void aBranchThatIsFarBehindCostsWhatItChangedItself() {
        var theirs = changed(5_000);
        var edits = new TreeMap<TreeKey, Optional<Entry>>();
        IntStream.range(0, TABLES)
                .filter(table -> table % 100 == 50)
                .forEach(table -> edits.put(key(table), Optional.of(entry(table, table(name(table), 2)))));
        var ours = nodes.save(base.apply(edits));
        nodes.resetCounts();
        int before = contents.reads();

        assertThat(merged(ours, theirs).edits()).hasSize(CHANGES);

        assertThat(nodes.reads()).isLessThanOrEqualTo(3 * (CHANGES * (HEIGHT - 1) + 1));
        assertThat(trips).isLessThanOrEqualTo(TRIPS_MAX);
        assertThat(contents.reads() - before).isEqualTo(2 * CHANGES);
    }

    /** An added key may move the end of a node, so that its neighbour is read too. */
    @Test
    void addedTablesCostLittleMore() {
        var ours = added(1);
        var theirs = added(5_000);
        nodes.resetCounts();
        int before = contents.reads();

        assertThat(merged(ours, theirs).edits()).hasSize(CHANGES);

        assertThat(nodes.reads()).isBetween(3 * CHANGES, 2 * 3 * (CHANGES * (HEIGHT - 1) + 1));
        assertThat(contents.reads() - before).isEqualTo(2 * CHANGES);
    }

    @Test
    void equalSidesAreMergedWithoutReadingThem() {
        var ours = changed(1);
        nodes.resetCounts();

        assertThat(merged(ours, Tree.at(ours.root(), nodes)).edits()).isEmpty();
        assertThat(merged(ours, base).edits()).isEmpty();

        assertThat(nodes.reads()).isZero();
    }

    /** On a server that has nothing of the trees in memory. */
    private Merged merged(Tree ours, Tree theirs) {
        var cache = new NodeCache(this::one, this::some, CACHE_BYTES);
        return (Merged) merge.merge(
                Tree.at(base.root(), cache), Tree.at(ours.root(), cache), Tree.at(theirs.root(), cache), Map.of());
    }

    private Node one(Hash hash) {
        trips++;
        return nodes.node(hash);
    }

    private Map<Hash, Node> some(Set<Hash> hashes) {
        trips++;
        return hashes.stream().collect(Collectors.toMap(hash -> hash, nodes::node));
    }

    private Tree changed(int first) {
        var edits = new TreeMap<TreeKey, Optional<Entry>>();
        for (int i = 0; i < CHANGES; i++) {
            int table = first + i * STEP;
            edits.put(key(table), Optional.of(entry(table, table(name(table), 2))));
        }
        return nodes.save(base.apply(edits));
    }

    private Tree added(int first) {
        var edits = new TreeMap<TreeKey, Optional<Entry>>();
        for (int i = 0; i < CHANGES; i++) {
            var name = "added%d-%d".formatted(first, i);
            var entry = new Entry(Catalog.id(name), table(name, 1), new TableSummary(2, 0, -1));
            edits.put(Catalog.key(namespace(i * 10_000) + "." + name), Optional.of(entry));
        }
        return nodes.save(base.apply(edits));
    }

    private static String name(int table) {
        return "table" + table;
    }

    /** Stores a table's content. */
    private Hash table(String name, int columns) {
        var fields = new TableFields(2, Catalog.uuid(name), "file:///warehouse/" + name, 0, -1, columns, 999, 0);
        return contents.put(new TableContent(Optional.empty(), fields, new Body(List.of())));
    }
}
