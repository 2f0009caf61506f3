package io.meerkat.api.management;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Branches that are worked on, merged, squashed, moved forward, rebased, picked, reverted and reset at random show what
 * plain maps show. In the second half another server takes part, which knows nothing of the catalog before, as after a crash.
 */
class MergeSimulationIT {
    private static final List<RunningServer> SERVERS = RunningServer.two();
    private static final int STEPS = 80;

    /** {@code -Dmerge.seeds=1000} for many, {@code -Dseed=} for one again. */
    static LongStream seeds() {
        var given = System.getProperty("seed", "");
        return given.isEmpty()
                ? new Random().longs(Integer.getInteger("merge.seeds", 3))
                : LongStream.of(Long.parseLong(given));
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
