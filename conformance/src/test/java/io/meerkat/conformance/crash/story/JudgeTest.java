package io.meerkat.conformance.crash.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.crash.Ledger.Told;
import io.meerkat.conformance.crash.story.Aftermath.Made;
import io.meerkat.conformance.crash.story.Aftermath.Opened;
import io.meerkat.conformance.crash.story.Story.Deed;
import io.meerkat.conformance.crash.story.Story.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Made ROOT = new Made("root", "");
    private static final Made SET = new Made("c", "set");
    private static final Made MERGE = new Made("m", "merge");
    private static final List<Made> MERGED = List.of(MERGE, ROOT);
    private static final List<Made> NOT_MERGED = List.of(ROOT);
    private static final Set<String> NOTHING = Set.of();
    private static final Set<String> BROUGHT = Set.of("set");

    @Test
    void anAcknowledgedMergeIsInTheHistoryOnceAndWhole() {
        var story = merged(Deed.MERGE, Told.ACKNOWLEDGED);

        assertThat(complaints(story, MERGED, BROUGHT, BROUGHT)).isEmpty();
        assertThat(complaints(story, NOT_MERGED, NOTHING, NOTHING)).isNotEmpty();
        assertThat(complaints(story, List.of(MERGE, MERGE, ROOT), BROUGHT, BROUGHT))
                .isNotEmpty();
        assertThat(complaints(story, MERGED, BROUGHT, NOTHING)).isNotEmpty();
        assertThat(complaints(story, List.of(new Made("other", "merge"), ROOT), BROUGHT, BROUGHT))
                .isNotEmpty();
    }

    @Test
    void aMergeOfWhichNobodyKnowsIsThereWholeOrNotAtAll() {
        var story = merged(Deed.MERGE, Told.UNKNOWN);

        assertThat(complaints(story, MERGED, BROUGHT, BROUGHT)).isEmpty();
        assertThat(complaints(story, NOT_MERGED, NOTHING, NOTHING)).isEmpty();
        assertThat(complaints(story, NOT_MERGED, BROUGHT, NOTHING)).isNotEmpty();
        assertThat(complaints(story, NOT_MERGED, BROUGHT, BROUGHT)).isNotEmpty();
    }

    @Test
    void aRefusedMergeIsNotThere() {
        var story = merged(Deed.MERGE, Told.REFUSED);

        assertThat(complaints(story, NOT_MERGED, NOTHING, NOTHING)).isEmpty();
        assertThat(complaints(story, MERGED, BROUGHT, BROUGHT)).isNotEmpty();
    }

    @Test
    void whatWasRevertedIsNotShown() {
        var story = merged(Deed.MERGE, Told.ACKNOWLEDGED).with(step(Deed.REVERT, "revert", Told.ACKNOWLEDGED, "r"));
        var main = List.of(new Made("r", "revert"), MERGE, ROOT);

        assertThat(complaints(story, main, NOTHING, NOTHING)).isEmpty();
        assertThat(complaints(story, main, BROUGHT, BROUGHT)).isNotEmpty();
    }

    @Test
    void aReplayedCommitIsThereAlone() {
        var story = merged(Deed.REPLAY, Told.ACKNOWLEDGED);

        assertThat(complaints(story, List.of(SET, ROOT), BROUGHT, BROUGHT)).isEmpty();
        assertThat(complaints(story, List.of(SET, SET, ROOT), BROUGHT, BROUGHT)).isNotEmpty();
        assertThat(complaints(story, NOT_MERGED, NOTHING, NOTHING)).isNotEmpty();
    }

    @Test
    void anOpenedMergeIsCompletedIfAndOnlyIfItsCommitIsThere() {
        var story = branch().with(step(Deed.OPEN, "open", Told.ACKNOWLEDGED, "id"))
                .with(step(Deed.COMPLETE, "merge", Told.UNKNOWN, ""));
        var open = Map.of("id", new Opened("b", "open", Optional.empty(), true));
        var completed = Map.of("id", new Opened("b", "completed", Optional.of("m"), true));

        assertThat(complaints(story, NOT_MERGED, NOTHING, NOTHING, open)).isEmpty();
        assertThat(complaints(story, MERGED, BROUGHT, BROUGHT, completed)).isEmpty();
        assertThat(complaints(story, MERGED, BROUGHT, BROUGHT, open)).isNotEmpty();
        assertThat(complaints(story, NOT_MERGED, NOTHING, NOTHING, completed)).isNotEmpty();
        assertThat(complaints(story, NOT_MERGED, NOTHING, NOTHING, Map.of())).isNotEmpty();
    }

    @Test
    void aBranchOrTagThatWasMadeIsThere() {
        var story = branch().with(step(Deed.TAG, "tag", Told.ACKNOWLEDGED, "c"));
        var main = Map.of("main", NOT_MERGED);
        var both = Map.of("main", NOT_MERGED, "b", List.of(SET, ROOT));

        assertThat(Judge.complaints(new Aftermath(both, Map.of("tag", "c"), Map.of(), Map.of()), story))
                .isEmpty();
        assertThat(Judge.complaints(new Aftermath(both, Map.of("tag", "m"), Map.of(), Map.of()), story))
                .isNotEmpty();
        assertThat(Judge.complaints(new Aftermath(both, Map.of(), Map.of(), Map.of()), story))
                .isNotEmpty();
        assertThat(Judge.complaints(new Aftermath(main, Map.of("tag", "c"), Map.of(), Map.of()), story))
                .isNotEmpty();
    }

    private static Story branch() {
        return new Story("b")
                .with(step(Deed.BRANCH, "branch", Told.ACKNOWLEDGED, "root"))
                .with(new Step(Deed.COMMIT, "set", List.of("t", "u"), Told.ACKNOWLEDGED, Optional.empty()));
    }

    private static Story merged(Deed deed, Told told) {
        return branch().with(step(deed, "merge", told, told == Told.ACKNOWLEDGED ? "m" : ""));
    }

    private static Step step(Deed deed, String tag, Told told, String id) {
        return new Step(deed, tag, List.of(), told, Optional.of(id).filter(text -> !text.isEmpty()));
    }

    private static List<String> complaints(Story story, List<Made> main, Set<String> t, Set<String> u) {
        return complaints(story, main, t, u, Map.of());
    }

    private static List<String> complaints(
            Story story, List<Made> main, Set<String> t, Set<String> u, Map<String, Opened> opened) {
        var chains = Map.of("main", main, "b", List.of(SET, ROOT));
        return Judge.complaints(new Aftermath(chains, Map.of(), Map.of("t", t, "u", u), opened), story);
    }
}
