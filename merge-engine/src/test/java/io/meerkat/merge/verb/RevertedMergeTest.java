package io.meerkat.merge.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** git's known trap: what was merged and reverted counts as merged. */
class RevertedMergeTest {
    private final Repository repository = new Repository();
    private final CommitId root = repository.root(Map.of("x", "0", "y", "0"));
    private final CommitId target = repository.set(root, "y", "1");
    private final CommitId source = repository.set(root, "x", "1");
    private final CommitId merge = repository.merge(target, source, MergeMode.MERGE_COMMIT);
    private final CommitId revert = repository.revertMerge(merge, merge);
    private final Notice trap = new Notice.EarlierMergeReverted(source, merge, revert);

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "FAST_FORWARD_ONLY")
    void mergingTheSourceAgainGivesNothingBackAndSaysSo(MergeMode mode) {
        var more = repository.set(source, "z", "1");

        assertThat(repository.planMerge(revert, source, mode)).isEqualTo(new Plan.UpToDate(List.of(trap)));
        assertThat(notices(repository.planMerge(revert, more, mode))).containsExactly(trap);
        assertThat(repository.tree(repository.merge(revert, more, mode)))
                .isEqualTo(Map.of("x", "0", "y", "1", "z", "1"));
    }

    @Test
    void revertingTheRevertBringsItBackAndThenNothingIsSaid() {
        var again = repository.revert(revert, revert);
        var more = repository.set(source, "z", "1");

        assertThat(repository.tree(again)).isEqualTo(Map.of("x", "1", "y", "1"));
        assertThat(notices(repository.planMerge(again, more, MergeMode.MERGE_COMMIT)))
                .isEmpty();
        var gone = repository.revert(again, again);
        assertThat(notices(repository.planMerge(gone, more, MergeMode.MERGE_COMMIT)))
                .containsExactly(trap);
    }

    @Test
    void aSquashThatWasRevertedIsTheSameTrap() {
        var squash = repository.merge(target, source, MergeMode.SQUASH);
        var gone = repository.revert(squash, squash);

        assertThat(repository.planMerge(gone, source, MergeMode.SQUASH))
                .isEqualTo(new Plan.UpToDate(List.of(new Notice.EarlierMergeReverted(source, squash, gone))));
    }

    @Test
    void aSourceThatWasUpdatedBetweenMergeAndRevertIsToldToo() {
        var updated = repository.merge(repository.set(source, "z", "1"), merge, MergeMode.MERGE_COMMIT);

        assertThat(notices(repository.planMerge(revert, updated, MergeMode.MERGE_COMMIT)))
                .containsExactly(trap);
        assertThat(repository.tree(repository.merge(revert, updated, MergeMode.MERGE_COMMIT)))
                .containsEntry("x", "0");
    }

    /** It was cut from the target and is about something else. */
    @Test
    void aSourceThatWasCutFromTheTargetAfterTheMergeIsNotTheTrap() {
        var other = repository.set(merge, "z", "1");

        assertThat(notices(repository.planMerge(revert, other, MergeMode.MERGE_COMMIT)))
                .isEmpty();
    }

    @Test
    void aSourceThatTookTheRevertInIsNotTheTrap() {
        var updated = repository.merge(source, revert, MergeMode.MERGE_COMMIT);
        var later = repository.set(revert, "y", "2");

        assertThat(notices(repository.planMerge(later, updated, MergeMode.MERGE_COMMIT)))
                .isEmpty();
    }

    @Test
    void anotherSourceIsNotTheTrap() {
        var other = repository.set(root, "z", "1");

        assertThat(notices(repository.planMerge(revert, other, MergeMode.MERGE_COMMIT)))
                .isEmpty();
    }

    @Test
    void aRevertOfACommitThatIsNoMergeIsNotTheTrap() {
        var plain = repository.revert(merge, target);

        assertThat(notices(repository.planMerge(plain, repository.set(source, "z", "1"), MergeMode.MERGE_COMMIT)))
                .isEmpty();
    }

    @Test
    void soManyRevertsAreToldAndNotOneMore() {
        var head = target;
        var side = root;
        for (int i = 0; i < RevertedMerges.REVERTS_MAX + 1; i++) {
            side = repository.set(side, "side", "value " + i);
            var taken = repository.merge(head, side, MergeMode.MERGE_COMMIT);
            head = repository.revertMerge(taken, taken);
            if (i >= RevertedMerges.REVERTS_MAX - 1) {
                assertThat(notices(repository.planMerge(head, side, MergeMode.MERGE_COMMIT)))
                        .hasSize(RevertedMerges.REVERTS_MAX);
            }
        }
    }

    private static List<Notice> notices(Plan plan) {
        return switch (plan) {
            case Plan.UpToDate upToDate -> upToDate.notices();
            case Plan.ThreeWay merge -> merge.notices();
            case Plan.Replay replay -> replay.notices();
            case Plan.FastForward forward -> List.of();
            case Plan.Refused refused ->
                throw new AssertionError(refused.reason().message());
        };
    }
}
