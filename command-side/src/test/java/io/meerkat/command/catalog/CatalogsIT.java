package io.meerkat.command.catalog;

import static io.meerkat.command.Requests.createNamespace;
import static io.meerkat.command.Requests.id;
import static io.meerkat.command.Requests.remove;
import static io.meerkat.command.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.Node;
import io.meerkat.command.Requests;
import io.meerkat.command.catalog.DropOutcome.Dropped;
import io.meerkat.command.catalog.DropOutcome.NoSuchCatalog;
import io.meerkat.command.catalog.DropOutcome.NotEmpty;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitOutcome.Committed;
import io.meerkat.model.commit.CommitOutcome.Rejected;
import io.meerkat.model.commit.Rejection;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.catalog.CatalogTable;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogsIT {
    private static final CommitOutcome NO_SUCH_BRANCH = new Rejected(new Rejection.NoSuchBranch());
    private static final int ROUNDS = 40;
    private static final ObjectName TABLE = Catalogs.FIRST_NAMESPACE.object("t");

    private final DataSource source = TestDatabase.freshSource();
    private final Node node = new Node(source);

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aCatalogBeginsWithARootCommitAndOneNamespace() {
        var catalog = node.createCatalog("sales");

        var log = node.log(catalog);
        assertThat(log).hasSize(2);
        assertThat(log.getLast().commit().parents()).isEmpty();
        assertThat(log.getFirst().commit().parents())
                .containsExactly(log.getLast().id());
        assertThat(node.commit(catalog, createNamespace("default", "inner"))).isInstanceOf(Committed.class);
    }

    @Test
    void aNameIsGivenOnceAtATimeAndAnewAfterADrop() {
        var first = node.createCatalog("sales");
        assertThat(create("sales")).isEmpty();

        node.catalogs().drop(first, Requests.ACTOR);
        var second = create("sales").orElseThrow();
        assertThat(second.catalog()).isNotEqualTo(first.catalog());
        assertThat(new CatalogTable(node.database()).list(Node.TENANT)).containsExactly(second);
    }

    @Test
    void aNameWantedByManyAtOnceIsGivenToOne() throws ExecutionException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var wanted = Stream.generate(() -> threads.submit(() -> create("sales")))
                    .limit(8)
                    .toList();
            int given = 0;
            for (var each : wanted) {
                given += each.get().isPresent() ? 1 : 0;
            }
            assertThat(given).isEqualTo(1);
        }
    }

    @Test
    void whatWasCommittedBeforeItsTurnKeepsACatalog() {
        var catalog = node.createCatalog("sales");
        node.commit(catalog, createNamespace("empty"));
        node.commit(catalog, Requests.create(TABLE, id(), "1"));

        assertThat(node.catalogs().drop(catalog, Requests.ACTOR)).isEqualTo(new NotEmpty(TABLE));

        node.commit(catalog, request("drop").edit(remove(TABLE)).build());
        assertThat(node.catalogs().drop(catalog, Requests.ACTOR)).isEqualTo(new Dropped());
        assertThat(node.catalogs().drop(catalog, Requests.ACTOR)).isEqualTo(new NoSuchCatalog());
    }

    @Test
    void aDroppedCatalogTakesNoCommit() {
        var catalog = node.createCatalog("sales");
        node.catalogs().drop(catalog, Requests.ACTOR);

        assertThat(node.commit(catalog, createNamespace("late"))).isEqualTo(NO_SUCH_BRANCH);
        assertThat(node.log(catalog)).hasSize(2);
    }

    @Test
    void aBranchThatNeverBeganTakesNoCommit() {
        var catalog = node.createCatalog("sales");
        var nowhere = new CatalogRow(
                catalog.tenant(),
                catalog.catalog(),
                catalog.name(),
                new BranchId(UUID.randomUUID()),
                catalog.root(),
                catalog.properties(),
                catalog.createdAt());

        assertThat(node.commit(nowhere, createNamespace("a"))).isEqualTo(NO_SUCH_BRANCH);
    }

    @Test
    void ofADropAndACreateInTheCatalogOnTwoNodesExactlyOneHappens() throws Exception {
        try (var other = new Node(source);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < ROUNDS; round++) {
                var catalog = node.createCatalog("round" + round);
                var start = new CyclicBarrier(2);
                var drop = threads.submit(() -> {
                    start.await();
                    return node.catalogs().drop(catalog, Requests.ACTOR);
                });
                var create = threads.submit(() -> {
                    start.await();
                    return other.commit(catalog, Requests.create(TABLE, id(), "1"));
                });

                if (drop.get().equals(new Dropped())) {
                    assertThat(create.get()).isEqualTo(NO_SUCH_BRANCH);
                } else {
                    assertThat(drop.get()).isEqualTo(new NotEmpty(TABLE));
                    assertThat(create.get()).isInstanceOf(Committed.class);
                }
            }
        }
    }

    private Optional<CatalogRow> create(String name) {
        return node.catalogs()
                .create(Node.TENANT, new CatalogName(name), "file:///w", new TreeMap<>(), "{}", Requests.ACTOR);
    }
}
