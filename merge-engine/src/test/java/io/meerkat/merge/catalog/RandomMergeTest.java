package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.catalog.MergeOutcome.Merged;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of the merge over random catalogs, which both sides edit: five merges for each seed, or {@code -Dmerges=}. */
class RandomMergeTest {
    private static final int MERGES = Integer.getInteger("merges", 5);

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void exchangingTheSidesChangesNothing(long seed) {
        forEach(seed, (merging, random) -> Laws.assertSymmetric(merging));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void aCleanMergeIsAValidCatalogWithAllThatEitherSideDid(long seed) {
        forEach(seed, (merging, random) -> Laws.assertNothingIsLost(merging));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void answersLeadToAValidCatalog(long seed) {
        forEach(seed, Laws::assertAnswersLeadToAnEnd);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void whatWasMergedOnceMergesAgainToNothingNew(long seed) {
        forEach(seed, (merging, random) -> {
            if (merging.outcome() instanceof Merged) {
                var merged = merging.merged();
                var again = Merging.of(merging.theirs(), merged, merging.theirs());
                var forward = Merging.of(merging.ours(), merging.ours(), merged);

                assertThat(again.merged().rows()).isEqualTo(merged.rows());
                assertThat(forward.merged().rows()).isEqualTo(merged.rows());
            }
        });
    }

    private interface Law {
        void check(Merging merging, Random random);
    }

    private static void forEach(long seed, Law law) {
        var random = new Random(seed);
        var catalogs = new RandomCatalogs(random);
        for (int i = 0; i < MERGES; i++) {
            var base = catalogs.catalog();
            var ours = catalogs.edited(base, 1 + random.nextInt(8));
            var theirs = catalogs.edited(base, 1 + random.nextInt(8));
            law.check(Merging.of(base, ours, theirs), random);
        }
    }
}
