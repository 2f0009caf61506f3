package io.meerkat.merge.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergeBasesTest {
    private final History history = new History();
    private final CommitId root = history.commit("root");
    private final CommitId middle = history.line("line", root, 2);
    private final CommitId top = history.line("further", middle, 2);

    @Test
    void aCommitIsTheBaseOfItselfAndOfWhatDescendsFromIt() {
        assertThat(bases(top, top)).containsExactly(top);
        assertThat(bases(middle, top)).containsExactly(middle);
        assertThat(bases(top, middle)).containsExactly(middle);
    }

    @Test
    void historiesOfTwoRootsHaveNone() {
        assertThat(bases(top, history.line("apart", history.commit("another root"), 3)))
                .isEmpty();
    }

    @Test
    void anAncestorOfABaseIsNone() {
        var ours = history.commit("ours", history.commit("side", root), middle);
        var theirs = history.commit("theirs", top, root);

        assertThat(bases(ours, theirs)).containsExactly(middle);
    }

    /** The lowest commit of the stretch is below another base, and yet somebody comes to its middle. */
    @Test
    void aBaseWithinAStretchThatWasLeaptOverIsFound() {
        var apart = history.line("apart", history.commit("another root"), 10);
        var other = history.commit("other", apart, root);
        var ours = history.commit("ours", history.commit("side", middle), other);
        var theirs = history.commit("theirs", top, other);

        assertThat(bases(ours, theirs)).containsExactly(middle, other).isEqualTo(bases(theirs, ours));
    }

    @Test
    void severalCommitsOfASideStandForAMergeOfThem() {
        var one = history.commit("one", middle);
        var two = history.commit("two", root);
        var three = history.commit("three", two);

        assertThat(new MergeBases(history.known()).of(Set.of(one, two), Set.of(top, three)))
                .containsExactly(middle, two);
    }

    private List<CommitId> bases(CommitId ours, CommitId theirs) {
        return new MergeBases(history.known()).of(ours, theirs);
    }
}
