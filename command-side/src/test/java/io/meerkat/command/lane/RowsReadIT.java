package io.meerkat.command.lane;

import static io.meerkat.command.Requests.ACTOR;
import static io.meerkat.command.Requests.content;
import static io.meerkat.command.Requests.createNamespace;
import static io.meerkat.command.Requests.put;
import static io.meerkat.command.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.Node;
import io.meerkat.command.Requests;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.ContentId;
import io.meerkat.model.LineId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.RefName;
import io.meerkat.model.TreeKey;
import io.meerkat.model.commit.Allocation;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.claim.MarkTable;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.commit.LineTable;
import io.meerkat.storage.commit.StoredGraph;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.Nodes;
import io.meerkat.storage.load.RefPoint;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import io.meerkat.storage.ref.OtherRefs;
import io.meerkat.storage.ref.OtherRefs.Asked;
import io.meerkat.storage.ref.RefTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Statements read what they are about, however much is stored: while PostgreSQL knows nothing of what its tables hold, too,
 * and with the plan that a connection keeps.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowsReadIT {
    private static final int STORED = 1_500;
    private static final int TOGETHER = 100;

    /** No matter how many objects, commits or claims there are. */
    private static final long FEW = 60;

    /** After five executions a connection may keep one plan for all that follow. */
    private static final int TIMES = 12;

    private static final RefName DEV = new RefName("dev");

    private final List<ContentId> objects =
            IntStream.range(0, STORED).mapToObj(i -> Requests.id()).toList();
    private final List<Loader> behind = new ArrayList<>();
    private final Node node = new Node(TestDatabase.freshSource());
    private final Database database = node.database();
    private final CatalogRow catalog = node.createCatalog("sales");
    private final LineId line = LineId.first(catalog.main());

    @BeforeAll
    void store() throws Exception {
        database.query(
                        "select relname::text from pg_class where relnamespace = 'meerkat'::regnamespace and relkind = 'r'")
                .fetch(0, String.class)
                .forEach(table ->
                        database.execute("alter table meerkat.%s set (autovacuum_enabled = off)".formatted(table)));
        for (int i = 0; i < TIMES; i++) {
            var loader = new Loader(database, STORED);
            head(loader, RefName.MAIN);
            behind.add(loader);
        }
        for (int from = 0; from < STORED; from += TOGETHER) {
            node.commitAll(
                    catalog,
                    IntStream.range(from, from + TOGETHER)
                            .mapToObj(this::create)
                            .toList());
        }
        node.refs().createBranch(DEV, BranchPurpose.ANY, head(node.loader(), RefName.MAIN), ACTOR, Receipt.none());
        node.commit(catalog, head(node.loader(), DEV).head().orElseThrow(), createNamespace("of_dev"));
    }

    @AfterAll
    void stop() {
        node.close();
    }

    private CommitRequest create(int number) {
        var name = NamespacePath.of("n" + number);
        var object = objects.get(number);
        return request("create " + name)
                .edit(put(name, object, content("v" + number)))
                .claim(new ClaimRequest(path(number), object, name.key(), false))
                .allocate(new Allocation(object, 3, 999))
                .build();
    }

    private static String path(int number) {
        return "file/w/sales/n" + number;
    }

    private static TreeKey key(int number) {
        return NamespacePath.of("n" + number).key();
    }

    private ResolvedRef head(Loader loader, RefName branch) {
        return loader.ref(Node.TENANT, catalog.name(), new RefPoint.HeadOf(branch))
                .orElseThrow();
    }

    /** The most that one of several executions on one connection read of tables, rows that did not fit included. */
    private long mostRead(Runnable statement) {
        return database.transact(() -> LongStream.generate(() -> {
                    long before = readSoFar();
                    statement.run();
                    return readSoFar() - before;
                })
                .limit(TIMES)
                .max()
                .orElseThrow());
    }

    private long readSoFar() {
        return database.query(
                        "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint as read from pg_stat_xact_user_tables")
                .fetchSingle(row -> row.get("read", Long.class));
    }

    @Test
    void whatIsReadIsCounted() {
        assertThat(mostRead(() -> database.query("select from marks").fetch())).isEqualTo(STORED);
    }

    @Test
    void aLoadOfAKeyThatIsNotRememberedReadsThisKey() {
        assertThat(mostRead(() -> load(key(7)))).isLessThan(FEW);
        assertThat(mostRead(() -> load(NamespacePath.of("free").key()))).isLessThan(FEW);
    }

    private void load(TreeKey key) {
        new Loader(database, STORED)
                .object(
                        Node.TENANT,
                        catalog.name(),
                        new RefPoint.HeadOf(RefName.MAIN),
                        key,
                        Optional.empty(),
                        hash -> false);
    }

    @Test
    void whoIsFarBehindReadsEachChangeAndItsMarkOnce() {
        var left = behind.iterator();

        assertThat(mostRead(() -> head(left.next(), RefName.MAIN))).isLessThan(3 * STORED + FEW);
    }

    @Test
    void aCommitReadsTheOneBeforeIt() {
        var newest = node.log(catalog).getFirst();

        assertThat(mostRead(() -> new CommitTable(database).add(List.of(newest))))
                .isLessThan(FEW);
    }

    @Test
    void aLocationIsComparedWithThoseAboveAndBelowIt() {
        var claims = new ClaimTable(database);

        assertThat(mostRead(() -> claims.overlapping(Node.TENANT, List.of(path(7)))))
                .isLessThan(FEW);
        assertThat(mostRead(() -> claims.overlapping(Node.TENANT, List.of("file/w/other"))))
                .isLessThan(FEW);
    }

    @Test
    void marksAreReadOfTheObjectsAskedFor() {
        var marks = new MarkTable(database);

        assertThat(mostRead(() -> marks.lock(Node.TENANT, catalog.catalog(), objects.subList(3, 6))))
                .isLessThan(FEW);
    }

    @Test
    void whereABranchGrewFromIsToldByLines() {
        var graph = new StoredGraph(database, Node.TENANT, catalog.catalog());
        var main = head(node.loader(), RefName.MAIN).commit();
        var dev = head(node.loader(), DEV).commit();
        assertThat(graph.fork(main, dev)).hasValue(main);

        assertThat(mostRead(() -> graph.fork(main, dev))).isLessThan(FEW);
        assertThat(mostRead(() -> graph.commits(Set.of(main, dev), Long.MAX_VALUE)))
                .isLessThan(FEW);
    }

    @Test
    void aMergeTellsTheLineThatItBringsFrom() {
        var lines = new LineTable(database);
        var dev = head(node.loader(), DEV).commit();

        assertThat(mostRead(() -> lines.broughtTo(Node.TENANT, catalog.catalog(), line, List.of(dev))))
                .isLessThan(FEW);
    }

    @Test
    void whatOtherRefsShowOfAnObjectIsToldByLines() {
        var others = new OtherRefs(database);
        var asked = new Asked(Node.TENANT, catalog.catalog(), catalog.main(), line, key(7), objects.get(7));

        assertThat(mostRead(() -> others.shown(asked))).isLessThan(FEW);
    }

    @Test
    void aRefIsFoundByItsNameAndItsRulesByItsBranch() {
        var refs = new RefTable(database);

        assertThat(mostRead(() -> refs.find(Node.TENANT, catalog.catalog(), DEV)))
                .isLessThan(FEW);
        assertThat(mostRead(() -> refs.rules(Node.TENANT, catalog.catalog(), catalog.main())))
                .isLessThan(FEW);
    }

    @Test
    void theTreeOfAHeadIsTheCheckpointAndTheEntriesSince() {
        var at = head(node.loader(), RefName.MAIN);

        assertThat(mostRead(() -> new Trees(database, new Nodes(database, 1 << 20)).at(at)))
                .isLessThan(2 * 256 + 2 * TOGETHER);
    }
}
