package io.meerkat.api.management;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Branches that are made, worked on, merged, squashed, moved forward, rebased, picked, reverted, reset and deleted at random
 * show what plain maps show. In the second half another server takes part, which knows nothing of the catalog before, as after a crash.
 */
class MergeSimulationIT {
    private static final List<RunningServer> SERVERS = RunningServer.two();
    private static final int STEPS = 80;
    private static final long[] SEEDS = {1, 2, 3};

    /** A fixed handful; {@code -Dmerge.seeds=1000} for many fresh ones, {@code -Dseed=} for one again. */
    static LongStream seeds() {
        var given = System.getProperty("seed", "");
        if (!given.isEmpty()) {
            return LongStream.of(Long.parseLong(given));
        }
        return Optional.ofNullable(Integer.getInteger("merge.seeds"))
                .map(count -> new Random().longs(count))
                .orElseGet(() -> LongStream.of(SEEDS));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyBranchAndCommitShowsWhatTheModelHas(long seed) {
        var first = TestCatalog.on(SERVERS.getFirst());
        var nodes = List.of(first, new TestCatalog(SERVERS.getLast(), first.name()));
        var model = new ModelledMerges(nodes, seed);
        try {
            for (int step = 0; step < STEPS; step++) {
                if (step >= STEPS / 2) {
                    model.changeNode();
                }
                model.step();
            }
            model.assertShown();
        } catch (AssertionError e) {
            throw new AssertionError("-Dseed=%d: %s".formatted(seed, e.getMessage()), e);
        }
    }
}
