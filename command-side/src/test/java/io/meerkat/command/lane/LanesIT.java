package io.meerkat.command.lane;

import static io.meerkat.command.Requests.content;
import static io.meerkat.command.Requests.create;
import static io.meerkat.command.Requests.createNamespace;
import static io.meerkat.command.Requests.dropNamespace;
import static io.meerkat.command.Requests.id;
import static io.meerkat.command.Requests.put;
import static io.meerkat.command.Requests.remove;
import static io.meerkat.command.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.Logs;
import io.meerkat.command.Node;
import io.meerkat.model.Body;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.Hash;
import io.meerkat.model.Kind;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.RefName;
import io.meerkat.model.StreamId;
import io.meerkat.model.TableFields;
import io.meerkat.model.commit.Allocation;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitOutcome.Committed;
import io.meerkat.model.commit.CommitOutcome.NotDone;
import io.meerkat.model.commit.CommitOutcome.Rejected;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.Predicate;
import io.meerkat.model.commit.Rejection;
import io.meerkat.model.commit.Rejection.IdsTaken;
import io.meerkat.model.commit.Rejection.LocationTaken;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.RecordedCommit;
import io.meerkat.storage.commit.SweptTable;
import io.meerkat.storage.event.BranchLock;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.RefPoint;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesIT {
    private static final NamespacePath DEFAULT = NamespacePath.of("default");

    private final DataSource source = TestDatabase.freshSource();
    private final Node node = new Node(source);
    private final CatalogRow catalog = node.createCatalog("sales");

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void writersOfDifferentKeysAllCommitAndTheLogIsLinear() throws Exception {
        Logs.assertHoldsExactly(node, catalog, node.commitAll(catalog, creates("ns", 100)));
    }

    @Test
    void whatWaitsTogetherIsWrittenTogether() throws Exception {
        var outcomes = whileTheBranchIsTaken(creates("ns", 300));

        Logs.assertHoldsExactly(node, catalog, outcomes);
        // The catalog's own batch, the one that was waiting for the branch, and what gathered behind it in two.
        assertThat(batches()).isLessThanOrEqualTo(4);
    }

    @Test
    void everyCommitOfABatchIsFoundByItsTime() throws Exception {
        whileTheBranchIsTaken(creates("ns", 50));
        var loader = new Loader(node.database(), 1_000);

        for (RecordedCommit commit : node.log(catalog)) {
            var at = new RefPoint.AtTime(RefName.MAIN, commit.commit().time());
            assertThat(loader.ref(Node.TENANT, catalog.name(), at).orElseThrow().commit())
                    .isEqualTo(commit.id());
        }
        var before = node.log(catalog).getLast().commit().time().minus(1, ChronoUnit.MICROS);
        assertThat(loader.ref(Node.TENANT, catalog.name(), new RefPoint.AtTime(RefName.MAIN, before)))
                .isEmpty();
    }

    @Test
    void aRequestThatFailsUnforeseenFailsAlone() throws Exception {
        var requests = new ArrayList<>(creates("ns", 254));
        requests.add(100, poisoned());
        requests.add(200, nulInALocation());
        var outcomes = new ArrayList<>(whileTheBranchIsTaken(requests));

        // Clients hear it: in words that tell nothing of the statement that failed.
        assertThat(outcomes.remove(200)).isEqualTo(new NotDone("the server could not do it"));
        assertThat(outcomes.remove(100)).isEqualTo(new NotDone("the server could not do it"));
        Logs.assertHoldsExactly(node, catalog, outcomes);
    }

    @Test
    void aRequestWhoseFileWasSweptUpFailsAlone() throws Exception {
        var requests = new ArrayList<>(creates("ns", 20));
        requests.add(
                10,
                request("swept")
                        .edit(put(NamespacePath.of("swept"), id(), content("swept")))
                        .build());
        new SweptTable(node.database()).add(Set.of(content("swept").hash()));
        var outcomes = new ArrayList<>(whileTheBranchIsTaken(requests));

        assertThat(outcomes.remove(10)).isEqualTo(new NotDone("the server could not do it"));
        Logs.assertHoldsExactly(node, catalog, outcomes);
    }

    @Test
    void whatWasCommittedBeforeTheSweepCanBeCommittedAgain() {
        var first = node.commit(catalog, create(DEFAULT.object("t"), id(), "1"));
        new SweptTable(node.database()).add(Set.of(content("1").hash()));

        var second = node.commit(catalog, create(DEFAULT.object("u"), id(), "1"));

        Logs.assertHoldsExactly(node, catalog, List.of(first, second));
    }

    @Test
    void aRejectedRequestSaysWhyAndLeavesNothing() {
        var first = node.commit(catalog, createNamespace("a"));
        var second = node.commit(catalog, createNamespace("a"));

        assertThat(second).isEqualTo(new Rejected(new Rejection.AlreadyExists(NamespacePath.of("a"), Kind.NAMESPACE)));
        Logs.assertHoldsExactly(node, catalog, List.of(first));
    }

    @Test
    void aLocationIsClaimedUntilItsTableIsGoneAndThenByNameOnly() {
        var drop = request("drop").edit(remove(DEFAULT.object("t"))).build();

        assertThat(node.commit(catalog, claiming("t", id(), "file:/w/a", true))).isInstanceOf(Committed.class);
        assertThat(node.commit(catalog, claiming("u", id(), "file:/w/a/b", true)))
                .isEqualTo(new Rejected(new LocationTaken("file:/w/a/b", "file:/w/a")));
        assertThat(node.commit(catalog, claiming("u", id(), "file:/w/ab", true)))
                .isInstanceOf(Committed.class);
        assertThat(node.commit(catalog, drop)).isInstanceOf(Committed.class);
        assertThat(node.commit(catalog, claiming("v", id(), "file:/w/a/b", false)))
                .isEqualTo(new Rejected(new LocationTaken("file:/w/a/b", "file:/w/a")));
        assertThat(node.commit(catalog, claiming("v", id(), "file:/w/a/b", true)))
                .isInstanceOf(Committed.class);
    }

    @Test
    void columnIdsAreAllocatedOnceWhoeverAsks() throws Exception {
        var object = id();
        var key = DEFAULT.object("t");
        node.commit(catalog, create(key, object, "0"));
        node.commit(catalog, allocating(object, 1, 10));

        var outcomes = node.commitAll(
                catalog,
                IntStream.range(0, 20).mapToObj(i -> allocating(object, 11, 11)).toList());

        assertThat(outcomes).filteredOn(Committed.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Rejected.class::isInstance)
                .hasSize(19)
                .allSatisfy(outcome ->
                        assertThat(((Rejected) outcome).reason()).isEqualTo(new IdsTaken(key, "column", 11, 11)));
    }

    @Test
    void twoNodesOnOneBranchRejectNothingAndCommitEachOnce() throws Exception {
        try (var other = new Node(source);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<List<CommitOutcome>>>();
            for (int writer = 0; writer < 16; writer++) {
                var mine = writer % 2 == 0 ? node : other;
                var requests = creates("w%d-".formatted(writer), 20);
                writers.add(threads.submit(() -> requests.stream()
                        .map(request -> mine.commit(catalog, request))
                        .toList()));
            }
            var outcomes = new ArrayList<CommitOutcome>();
            for (Future<List<CommitOutcome>> writer : writers) {
                outcomes.addAll(writer.get());
            }

            assertThat(outcomes).hasSize(320);
            Logs.assertHoldsExactly(node, catalog, outcomes);
        }
    }

    @Test
    void ofDropNamespaceAndCreateInItOnTwoNodesExactlyOneWins() throws Exception {
        try (var other = new Node(source);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                var path = NamespacePath.of("round" + round);
                node.commit(catalog, createNamespace("round" + round));
                var drop = dropNamespace("round" + round);
                var create = request("create in it")
                        .relyOn(new Predicate.NamespaceExists(path))
                        .edit(put(path.object("t"), id(), content("1")))
                        .build();
                var dropped = threads.submit(() -> node.commit(catalog, drop));
                var created = threads.submit(() -> other.commit(catalog, create));

                assertThat(List.of(dropped.get(), created.get()))
                        .satisfiesExactlyInAnyOrder(
                                outcome -> assertThat(outcome).isInstanceOf(Committed.class),
                                outcome -> assertThat(outcome).isInstanceOf(Rejected.class));
            }
        }
        Logs.assertIsLinear(node, catalog);
    }

    private static List<CommitRequest> creates(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> createNamespace(prefix + i))
                .toList();
    }

    /** A batch that another node holds up, so that all requests are waiting before one is decided. */
    private List<CommitOutcome> whileTheBranchIsTaken(List<CommitRequest> requests) throws Exception {
        var taken = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var holder = threads.submit(() -> node.database().transact(() -> {
                new BranchLock(node.database()).await(StreamId.of(Node.TENANT, catalog.main()));
                taken.countDown();
                return await(gate);
            }));
            taken.await();
            var outcomes = threads.submit(() -> node.commitAll(catalog, requests));
            Thread.sleep(200);
            gate.countDown();
            holder.get();
            return outcomes.get();
        }
    }

    private static boolean await(CountDownLatch gate) {
        try {
            gate.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int batches() {
        return node.database()
                .query(
                        "select count(*)::int from heads where stream = ?",
                        StreamId.of(Node.TENANT, catalog.main()).toString())
                .fetchOptional(0, Integer.class)
                .orElseThrow();
    }

    /** A request whose rejection nobody can answer. */
    private static CommitRequest poisoned() {
        var call = new IdempotentCall(
                Node.TENANT,
                PrincipalId.NOBODY,
                UUID.fromString("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"),
                "POST /v1/namespaces",
                Hash.ZERO);
        return request("poisoned")
                .relyOn(new Predicate.Absent(DEFAULT))
                .edit(put(NamespacePath.of("poisoned"), id(), content("1")))
                .answering(Optional.of(call), reason -> {
                    throw new IllegalStateException("no answer for " + reason);
                })
                .build();
    }

    /** A text that PostgreSQL refuses. */
    private static CommitRequest nulInALocation() {
        return claiming("nul", id(), "file:/w/\u0000", true);
    }

    private static CommitRequest claiming(String name, ContentId contentId, String path, boolean named) {
        var key = DEFAULT.object(name);
        return request("claim " + path)
                .edit(put(key, contentId, table(path)))
                .claim(new ClaimRequest(path, contentId, key.key(), named))
                .build();
    }

    private static TableContent table(String location) {
        return new TableContent(
                Optional.empty(),
                new TableFields(2, UUID.randomUUID(), location, 0, -1, 1, 999, 0),
                new Body(List.of()));
    }

    private static CommitRequest allocating(ContentId contentId, int lowest, int highest) {
        var key = DEFAULT.object("t");
        return request("allocate")
                .relyOn(new Predicate.ColumnIdsFree(key, contentId, lowest, highest))
                .edit(put(key, contentId, content(UUID.randomUUID().toString())))
                .allocate(new Allocation(contentId, highest, 1_000))
                .build();
    }
}
