package io.meerkat.command.ref;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.Node;
import io.meerkat.command.Requests;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.merge.tree.Row;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CommitId;
import io.meerkat.model.Entry;
import io.meerkat.model.KeyRange;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.RefName;
import io.meerkat.model.TreeKey;
import io.meerkat.model.commit.CommitOutcome.Committed;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.EntryTable;
import io.meerkat.storage.load.LoadedObject;
import io.meerkat.storage.load.Loader.Loaded;
import io.meerkat.storage.load.RefPoint;
import io.meerkat.storage.load.ResolvedRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Branches and tags as plain maps beside the real ones: whatever is done to both, they must show the same. */
final class ModelledRefs {
    private static final int KEYS = 12;
    private static final int REFS = 6;

    private final Node node;
    private final CatalogRow catalog;
    private final Random random;
    private final Map<CommitId, SortedMap<TreeKey, Entry>> commits = new HashMap<>();
    private final List<CommitId> order = new ArrayList<>();
    private final SortedMap<String, CommitId> branches = new TreeMap<>();
    private final SortedMap<String, CommitId> tags = new TreeMap<>();

    ModelledRefs(Node node, CatalogRow catalog, long seed) {
        this.node = node;
        this.catalog = catalog;
        this.random = new Random(seed);
        var main = node.ref(catalog, new RefPoint.HeadOf(RefName.MAIN)).orElseThrow();
        learn(main.commit(), rows(main.commit()));
        branches.put(RefName.MAIN.value(), main.commit());
    }

    void step() {
        switch (random.nextInt(11)) {
            case 0, 1 -> createBranch();
            case 2 -> createTag();
            case 3 -> reset();
            case 4 -> delete();
            case 5 -> rename();
            default -> commit();
        }
    }

    private void commit() {
        String branch = any(List.copyOf(branches.keySet()));
        var key = NamespacePath.of("n" + random.nextInt(KEYS));
        var before = of(commits, of(branches, branch));
        var ref = node.ref(catalog, new RefPoint.HeadOf(new RefName(branch))).orElseThrow();
        var request = before.containsKey(key.key())
                ? Requests.dropNamespace(key.strings().getFirst())
                : Requests.createNamespace(key.strings().getFirst());
        var outcome = node.commit(catalog, ref.head().orElseThrow(), request);
        var committed = (Committed) outcome;
        assertThat(committed.commit().parents()).containsExactly(of(branches, branch));
        branches.put(branch, committed.id());
        learn(committed.id(), rows(committed.id()));
        var after = of(commits, committed.id());
        assertThat(after.containsKey(key.key())).isNotEqualTo(before.containsKey(key.key()));
    }

    private void createBranch() {
        var name = "b" + random.nextInt(REFS);
        var from = any(order);
        var outcome = node.refs()
                .createBranch(new RefName(name), BranchPurpose.ANY, resolved(from), Requests.ACTOR, Receipt.none());
        if (branches.containsKey(name) || tags.containsKey(name)) {
            assertThat(outcome).isEqualTo(new RefOutcome.NameInUse());
        } else {
            assertThat(outcome).isInstanceOf(RefOutcome.Done.class);
            branches.put(name, from);
        }
    }

    private void createTag() {
        var name = "b" + random.nextInt(REFS);
        var at = any(order);
        var outcome = node.refs().createTag(new RefName(name), resolved(at), Requests.ACTOR, Receipt.none());
        if (branches.containsKey(name) || tags.containsKey(name)) {
            assertThat(outcome).isEqualTo(new RefOutcome.NameInUse());
        } else {
            tags.put(name, at);
        }
    }

    private void reset() {
        String branch = any(List.copyOf(branches.keySet()));
        var to = any(order);
        boolean stale = random.nextInt(4) == 0;
        var expected = stale ? any(order) : of(branches, branch);
        var outcome = node.refs()
                .reset(new RefName(branch), resolved(to), Optional.of(expected), Requests.ACTOR, Receipt.none());
        if (expected.equals(of(branches, branch))) {
            assertThat(outcome).isInstanceOf(RefOutcome.Done.class);
            branches.put(branch, to);
        } else {
            assertThat(outcome).isEqualTo(new RefOutcome.Elsewhere(of(branches, branch)));
        }
    }

    private void rename() {
        var name = "b" + random.nextInt(REFS);
        var to = "b" + random.nextInt(REFS);
        boolean taken = !to.equals(name) && (branches.containsKey(to) || tags.containsKey(to));
        var ofBranch =
                node.refs().renameBranch(catalog, new RefName(name), new RefName(to), Requests.ACTOR, Receipt.none());
        var ofTag = node.refs().renameTag(catalog, new RefName(name), new RefName(to), Requests.ACTOR, Receipt.none());
        assertRenamed(branches, name, to, taken, ofBranch);
        assertRenamed(tags, name, to, taken, ofTag);
    }

    private static void assertRenamed(
            SortedMap<String, CommitId> refs, String name, String to, boolean taken, RefOutcome outcome) {
        if (!refs.containsKey(name)) {
            assertThat(outcome).isEqualTo(new RefOutcome.NoSuchRef());
        } else if (taken) {
            assertThat(outcome).isEqualTo(new RefOutcome.NameInUse());
        } else {
            assertThat(outcome).isInstanceOf(RefOutcome.Done.class);
            refs.put(to, of(refs, name));
            if (!to.equals(name)) {
                refs.remove(name);
            }
        }
    }

    private void delete() {
        var name = "b" + random.nextInt(REFS);
        boolean branch = branches.remove(name) != null;
        boolean tag = tags.remove(name) != null;
        assertThat(
                        node.refs()
                                        .deleteBranch(
                                                catalog,
                                                new RefName(name),
                                                Optional.empty(),
                                                Requests.ACTOR,
                                                Receipt.none())
                                instanceof RefOutcome.Done)
                .isEqualTo(branch);
        assertThat(
                        node.refs().deleteTag(catalog, new RefName(name), Requests.ACTOR, Receipt.none())
                                instanceof RefOutcome.Done)
                .isEqualTo(tag);
    }

    /** Everything that a node shows: where refs point, and what each commit holds, by its tree and key by key. */
    void assertShownBy(Node reader) {
        for (int i = 0; i < REFS; i++) {
            var name = new RefName("b" + i);
            var expected = Optional.ofNullable(branches.getOrDefault(name.value(), tags.get(name.value())));
            var found = reader.ref(catalog, new RefPoint.HeadOf(name));
            assertThat(found.map(ref -> ref.commit())).isEqualTo(expected);
            found.ifPresent(ref -> assertThat(ref.head().isPresent()).isEqualTo(branches.containsKey(name.value())));
        }
        branches.forEach((name, commit) -> assertShows(reader, new RefPoint.HeadOf(new RefName(name)), commit));
        tags.forEach((name, commit) -> assertShows(reader, new RefPoint.HeadOf(new RefName(name)), commit));
        order.forEach(commit -> assertShows(reader, new RefPoint.AtCommit(commit), commit));
    }

    private void assertShows(Node reader, RefPoint point, CommitId commit) {
        var expected = of(commits, commit);
        var ref = reader.ref(catalog, point).orElseThrow();
        assertThat(ref.commit()).isEqualTo(commit);
        var shown = new TreeMap<TreeKey, Entry>();
        reader.trees().at(ref).rows(KeyRange.all()).forEach(row -> shown.put(row.key(), row.entry()));
        assertThat(shown).isEqualTo(expected);
        assertThat(new EntryTable(reader.database()).at(ref.line(), ref.generation(), keys()))
                .isEqualTo(expected.entrySet().stream()
                        .filter(entry -> keys().contains(entry.getKey()))
                        .collect(HashMap::new, (all, one) -> all.put(one.getKey(), one.getValue()), Map::putAll));
        var key = any(keys());
        assertThat(reader.loader()
                        .object(Node.TENANT, catalog.name(), point, key, Optional.empty(), held -> false)
                        .flatMap(Loaded::object)
                        .map(LoadedObject::entry))
                .isEqualTo(Optional.ofNullable(expected.get(key)));
    }

    private static List<TreeKey> keys() {
        return IntStream.range(0, KEYS)
                .mapToObj(i -> NamespacePath.of("n" + i).key())
                .toList();
    }

    private void learn(CommitId commit, SortedMap<TreeKey, Entry> rows) {
        commits.put(commit, rows);
        order.add(commit);
    }

    private SortedMap<TreeKey, Entry> rows(CommitId commit) {
        var rows = new TreeMap<TreeKey, Entry>();
        node.trees().at(resolved(commit)).rows(KeyRange.all()).forEach((Row row) -> rows.put(row.key(), row.entry()));
        return rows;
    }

    private ResolvedRef resolved(CommitId commit) {
        return node.ref(catalog, new RefPoint.AtCommit(commit)).orElseThrow();
    }

    private static <K, V> V of(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), key::toString);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
