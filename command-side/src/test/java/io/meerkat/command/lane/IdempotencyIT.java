package io.meerkat.command.lane;

import static io.meerkat.command.Requests.content;
import static io.meerkat.command.Requests.createNamespace;
import static io.meerkat.command.Requests.id;
import static io.meerkat.command.Requests.put;
import static io.meerkat.command.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.Node;
import io.meerkat.command.lane.BatchTransaction.Written;
import io.meerkat.model.CommitId;
import io.meerkat.model.Domain;
import io.meerkat.model.Hash;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitOutcome.Committed;
import io.meerkat.model.commit.CommitOutcome.KeyReused;
import io.meerkat.model.commit.CommitOutcome.Rejected;
import io.meerkat.model.commit.CommitOutcome.Replayed;
import io.meerkat.model.commit.CommitRequestBuilder;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.Predicate;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.model.commit.StoredError;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.Nodes;
import io.meerkat.storage.load.Trees;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyIT {
    private static final NamespacePath DEFAULT = NamespacePath.of("default");
    private static final StoredError CONFLICT = new StoredError(409, "AlreadyExistsException", "it's there");

    private final DataSource source = TestDatabase.freshSource();
    private final Node node = new Node(source);
    private final CatalogRow catalog = node.createCatalog("sales");

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void theSameRequestUnderTheSameKeyIsAnsweredAgainAndDoneOnce() {
        var call = call("payload");
        var first = (Committed) node.commit(catalog, creating("t", call).build());
        int commits = node.log(catalog).size();

        assertThat(node.commit(catalog, creating("t", call).build()))
                .isEqualTo(new Replayed(new StoredAnswer.Succeeded(first.id(), Optional.empty())));
        assertThat(node.log(catalog)).hasSize(commits);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsTold() {
        var call = call("payload");
        node.commit(catalog, creating("t", call).build());
        var otherPayload = withRequest(call, "other");
        var otherRoute = new IdempotentCall(call.tenant(), call.principal(), call.key(), "DELETE /v1", call.request());

        assertThat(node.commit(catalog, creating("u", otherPayload).build())).isEqualTo(new KeyReused(otherPayload));
        assertThat(node.commit(catalog, creating("u", otherRoute).build())).isEqualTo(new KeyReused(otherRoute));
    }

    @Test
    void aFinalErrorIsAnsweredAgainEvenWhenItWouldWorkByNow() {
        var call = call("payload");
        var request = creating("t", call).relyOn(new Predicate.NamespaceExists(NamespacePath.of("a")));

        assertThat(node.commit(catalog, request.build())).isInstanceOf(Rejected.class);
        node.commit(catalog, createNamespace("a"));
        assertThat(node.commit(catalog, request.build())).isEqualTo(new Replayed(new StoredAnswer.Failed(CONFLICT)));
    }

    @Test
    void anErrorThatIsNotFinalIsNotRemembered() {
        var call = call("payload");
        var request = request("not final")
                .relyOn(new Predicate.NamespaceExists(NamespacePath.of("a")))
                .edit(put(DEFAULT.object("t"), id(), content("1")))
                .answering(Optional.of(call), reason -> Optional.empty())
                .build();

        assertThat(node.commit(catalog, request)).isInstanceOf(Rejected.class);
        node.commit(catalog, createNamespace("a"));
        assertThat(node.commit(catalog, request)).isInstanceOf(Committed.class);
    }

    @Test
    void anAnswerThatIsNoContentIsRememberedAsItIs() {
        var call = call("payload");
        var request = creating("t", call).answerJson("{\"updated\":[\"a\"]}").build();
        var first = (Committed) node.commit(catalog, request);

        assertThat(node.commit(catalog, request))
                .isEqualTo(new Replayed(new StoredAnswer.Succeeded(first.id(), Optional.of("{\"updated\":[\"a\"]}"))));
    }

    @Test
    void oneKeyManyTimesAtOnceIsDoneOnce() throws Exception {
        var call = call("payload");
        var outcomes = node.commitAll(
                catalog, Collections.nCopies(50, creating("t", call).build()));

        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOfAny(Committed.class, Replayed.class));
        assertThat(outcomes.stream().map(IdempotencyIT::commit).distinct()).hasSize(1);
        assertThat(node.log(catalog)).hasSize(3);
    }

    @Test
    void ofTwoUnderOneKeyInOneBatchTheSecondIsToldThatTheFirstIsDone() {
        var call = call("payload");
        var twice = List.of(creating("t", call).build(), creating("t", call).build());
        var written = new AtomicReference<Written>();
        var database = node.database();
        var trees = new Trees(database, new Nodes(database, 1 << 20));

        new BatchTransaction(database, node.commands(), new IdempotencyTable(database, Duration.ofMinutes(30)))
                .run(new Target(Node.TENANT, catalog.catalog(), catalog.main(), trees), twice, written::set);

        var first = (Committed) written.get().outcomes().getFirst();
        assertThat(written.get().outcomes().getLast())
                .isEqualTo(new Replayed(new StoredAnswer.Succeeded(first.id(), Optional.empty())));
    }

    @Test
    void oneKeyForTwoRequestsAtOnceServesOne() throws Exception {
        var call = call("payload");
        var outcomes = node.commitAll(
                catalog,
                List.of(
                        creating("t", call).build(),
                        creating("u", withRequest(call, "other")).build()));

        assertThat(outcomes)
                .satisfiesExactlyInAnyOrder(
                        outcome -> assertThat(outcome).isInstanceOf(Committed.class),
                        outcome -> assertThat(outcome).isInstanceOf(KeyReused.class));
        assertThat(node.log(catalog)).hasSize(3);
    }

    @Test
    void oneKeyRacedOnTwoBranchesIsDoneOnOne() throws Exception {
        var other = node.createCatalog("other");
        try (var second = new Node(source);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                var call = call("round " + round);
                var name = "t" + round;
                var here = threads.submit(
                        () -> node.commit(catalog, creating(name, call).build()));
                var there = threads.submit(
                        () -> second.commit(other, creating(name, call).build()));

                assertThat(List.of(here.get(), there.get()))
                        .satisfiesExactlyInAnyOrder(
                                outcome -> assertThat(outcome).isInstanceOf(Committed.class),
                                outcome -> assertThat(outcome).isInstanceOf(Replayed.class));
                assertThat(commit(here.get())).isEqualTo(commit(there.get()));
            }
        }
    }

    private static CommitRequestBuilder creating(String name, IdempotentCall call) {
        return request("create " + name)
                .edit(put(DEFAULT.object(name), id(), content("1")))
                .answering(Optional.of(call), reason -> Optional.of(CONFLICT));
    }

    private static CommitId commit(CommitOutcome outcome) {
        return switch (outcome) {
            case Committed(var id, var commit) -> id;
            case Replayed(StoredAnswer.Succeeded(var id, var json)) -> id;
            default -> throw new AssertionError(outcome);
        };
    }

    private static IdempotentCall withRequest(IdempotentCall call, String payload) {
        return new IdempotentCall(call.tenant(), call.principal(), call.key(), call.route(), hash(payload));
    }

    private static IdempotentCall call(String payload) {
        var random = ThreadLocalRandom.current();
        long high = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000);
        var key = new UUID(high, random.nextLong() >>> 2 | 1L << 63);
        return new IdempotentCall(Node.TENANT, PrincipalId.NOBODY, key, "POST /v1/default/tables", hash(payload));
    }

    private static Hash hash(String payload) {
        return Domain.TEXT.hash(payload);
    }
}
