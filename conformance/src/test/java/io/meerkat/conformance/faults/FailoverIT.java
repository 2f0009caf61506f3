package io.meerkat.conformance.faults;

import static io.meerkat.conformance.rest.Bodies.namespace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.meerkat.conformance.crash.Ledger;
import io.meerkat.conformance.crash.Load;
import io.meerkat.conformance.crash.Reckoning;
import io.meerkat.conformance.faults.database.ReplicatedPostgres;
import io.meerkat.conformance.faults.proxy.Proxy;
import io.meerkat.conformance.rest.Answer;
import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.rest.IdempotencyKeys;
import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.MeerkatProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The database's machine dies, and a synchronous replica takes over. Needs a PostgreSQL with {@code pg_basebackup}, as
 * Debian's package has it; without one it is skipped. Two servers, in {@code target/failover}.
 */
@Tag("faults")
@Tag("long")
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the servers must be started here")
class FailoverIT {
    private static final Path FOLDER = Path.of("target", "failover");
    private static final int BEFORE = 200;
    private static final int AFTER = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ReplicatedPostgres postgres;

    @BeforeEach
    void start() {
        postgres = ReplicatedPostgres.start(FOLDER.resolve("postgres"))
                .orElseGet(() -> abort("no PostgreSQL with pg_basebackup is installed: apt-get install postgresql"));
    }

    @AfterEach
    void stop() {
        // Null where it is not installed.
        if (postgres != null) {
            postgres.close();
        }
    }

    /** The driver is told both addresses, and to take whichever is the primary. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void nodesThatKnowBothAddressesGoOnWithoutLosingACommit(long seed) {
        failOver(
                "both" + Long.toString(seed, 36),
                seed,
                "127.0.0.1:%d,127.0.0.1:%d/postgres?targetServerType=primary"
                        .formatted(postgres.primaryPort(), postgres.replicaPort()),
                postgres::promote);
    }

    /** As behind an address that moves. For a while it leads to a database that cannot be written to. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void nodesBehindAnAddressThatMovesGoOnWithoutLosingACommit(long seed) {
        try (var address = Proxy.before(postgres.primaryPort())) {
            failOver(
                    "moves" + Long.toString(seed, 36),
                    seed,
                    "127.0.0.1:%d/postgres?sslmode=disable".formatted(address.port()),
                    () -> {
                        address.pointTo(postgres.replicaPort());
                        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                        postgres.promote();
                    });
        }
    }

    private void failOver(String round, long seed, String database, Runnable takeOver) {
        Clients.require();
        var url = "--database=jdbc:postgresql://%s&user=postgres".formatted(database);
        var ledger = new Ledger();
        try (var first = MeerkatProcess.startAfresh(FOLDER.resolve("data"), url);
                var second = MeerkatProcess.start(FOLDER.resolve("data"), url)) {
            var servers = List.of(first.uri(), second.uri());
            try (var load = Load.start(servers, round, round, new Random(seed), ledger)) {
                ledger.awaitAcknowledged(BEFORE);
                postgres.killPrimary();
                takeOver.run();
                ledger.awaitAcknowledged(ledger.acknowledged() + AFTER);
            }
            System.out.printf("%s, the primary killed under load: %s%n", round, ledger);
            new Reckoning(second.uri(), round, ledger).check(CommitLog.read(postgres.replicaUrl()));
        }
    }

    /** A COMMIT that does not wait for the replica any more warns of it: it is on one disk only. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource(Seeds.ONE)
    void whatOnlyTheDeadPrimaryHadWasNeverAcknowledged(long seed) {
        var name = "waits" + Long.toString(seed, 36);
        var url =
                "--database=jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/postgres?targetServerType=primary&user=postgres"
                        .formatted(postgres.primaryPort(), postgres.replicaPort());
        try (var server = MeerkatProcess.startAfresh(FOLDER.resolve("data"), url);
                var client = new RestClient(server.uri())) {
            var key = IdempotencyKeys.next();
            postgres.freezeReplica();
            var answer = CompletableFuture.supplyAsync(() -> client.post("/v1/namespaces", namespace(name), key));
            await().atMost(PATIENCE).until(() -> postgres.cancelWaits() > 0);
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            var early = answer.isDone();
            postgres.killPrimary();
            postgres.thawReplica();
            postgres.promote();

            assertThat(early).as("acknowledged while one disk had it").isFalse();
            await().atMost(PATIENCE).until(() -> client.get("/health/ready").isSuccess());
            boolean there = client.get("/v1/namespaces/" + name).isSuccess();
            assertThat(truthful(answer.join(), there))
                    .as("%s, there: %s", answer.join(), there)
                    .isTrue();
            assertThat(client.post("/v1/namespaces", namespace(name), key).isSuccess())
                    .isTrue();
            assertThat(client.get("/v1/namespaces/" + name).status()).isEqualTo(200);
        }
    }

    private static boolean truthful(Answer answer, boolean there) {
        return answer.isSuccess() ? there : answer.isRefusal() ? !there : answer.status() == 500;
    }
}
