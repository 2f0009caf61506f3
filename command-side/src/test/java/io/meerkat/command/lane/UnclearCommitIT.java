package io.meerkat.command.lane;

import static io.meerkat.command.Requests.createNamespace;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.Logs;
import io.meerkat.command.Node;
import io.meerkat.command.Seeds;
import io.meerkat.command.lane.BreakingProxy.Break;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitOutcome.NotDone;
import io.meerkat.model.commit.CommitOutcome.Unknown;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The connection breaks inside COMMIT, before and after it took effect: what is answered is always true. */
class UnclearCommitIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PGSimpleDataSource direct = (PGSimpleDataSource) TestDatabase.freshSource();
    private final Node witness = new Node(direct);
    private final CatalogRow catalog = witness.createCatalog("sales");
    private final AtomicInteger broken = new AtomicInteger();

    @AfterEach
    void stop() {
        witness.close();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NEVER")
    void oneBrokenCommitIsCommittedOnce(Break how) throws Exception {
        Logs.assertHoldsExactly(witness, catalog, throughProxy(creates(1), count -> count == 0 ? how : Break.NEVER));
        assertThat(broken).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NEVER")
    void aCommitThatBreaksAgainAndAgainIsCommittedOnce(Break how) throws Exception {
        Logs.assertHoldsExactly(witness, catalog, throughProxy(creates(3), count -> count < 4 ? how : Break.NEVER));
        assertThat(broken).hasValue(4);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void everyCommitOfManyIsCommittedOnceWhateverBreaks(long seed) throws Exception {
        var random = new Random(seed);
        var outcomes = throughProxy(
                limits(4, PATIENCE),
                creates(40),
                count -> random.nextInt(3) > 0 ? Break.NEVER : Break.values()[1 + random.nextInt(2)]);

        Logs.assertHoldsExactly(witness, catalog, outcomes);
    }

    static LongStream seeds() {
        return Seeds.hundred().limit(3);
    }

    @Test
    void whatCanNotBeSettledIsUnknownAndNeverCalledUndone() throws Exception {
        var outcomes = throughProxy(
                limits(256, Duration.ofMillis(500)), creates(1), count -> Break.BEFORE_THE_CLIENT_HEARS_THE_ANSWER);

        assertThat(outcomes).containsExactly(new Unknown("the database did not say whether it was committed"));
        assertThat(witness.log(catalog)).hasSize(3);
        Logs.assertIsLinear(witness, catalog);
    }

    @Test
    void aDatabaseThatIsNotThereIsNotDone() throws Exception {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {1});
        try (var node = new Node(source, limits(256, Duration.ofMillis(100)))) {
            assertThat(node.commit(catalog, createNamespace("a")))
                    .isEqualTo(new NotDone("the database did not take it"));
        }
    }

    private List<CommitOutcome> throughProxy(List<CommitRequest> requests, IntFunction<Break> how) throws Exception {
        return throughProxy(limits(256, PATIENCE), requests, how);
    }

    private List<CommitOutcome> throughProxy(LaneLimits limits, List<CommitRequest> requests, IntFunction<Break> how)
            throws Exception {
        var commits = new AtomicInteger();
        try (var proxy = new BreakingProxy(server(), () -> {
                    var now = how.apply(commits.getAndIncrement());
                    if (now != Break.NEVER) {
                        broken.incrementAndGet();
                    }
                    return now;
                });
                var node = new Node(through(proxy), limits)) {
            return node.commitAll(catalog, requests);
        }
    }

    private InetSocketAddress server() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), direct.getPortNumbers()[0]);
    }

    private PGSimpleDataSource through(BreakingProxy proxy) throws IOException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {proxy.port()});
        source.setDatabaseName(direct.getDatabaseName());
        source.setUser(direct.getUser());
        source.setCurrentSchema(direct.getCurrentSchema());
        source.setSslMode("disable");
        source.setGssEncMode("disable");
        return source;
    }

    private static LaneLimits limits(int batchCountMax, Duration patience) {
        var usual = LaneLimits.DEFAULT;
        return new LaneLimits(
                usual.queueCountMax(), usual.queueBytesMax(), batchCountMax, usual.batchBytesMax(), patience);
    }

    private static List<CommitRequest> creates(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> createNamespace("ns" + i))
                .toList();
    }
}
