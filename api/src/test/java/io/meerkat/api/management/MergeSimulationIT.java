package io.meerkat.api.management;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Branches that are worked on, merged, squashed and reverted at random show what plain maps show. */
class MergeSimulationIT {
    private static final RunningServer SERVER = RunningServer.shared();
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
        var model = new ModelledMerges(TestCatalog.on(SERVER), seed);
        try {
            for (int step = 0; step < STEPS; step++) {
                model.step();
            }
            model.assertShown();
        } catch (AssertionError e) {
            throw new AssertionError("-Dseed=%d: %s".formatted(seed, e.getMessage()), e);
        }
    }
}
