package io.meerkat.merge.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.graph.History;
import io.meerkat.model.CommitId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final CommitId A = History.id("a");
    private static final CommitId B = History.id("b");
    private static final CommitId C = History.id("c");

    @Test
    void everyRefusalNamesTheCommitsAndTheNumbers() {
        assertThat(new Refusal.UnrelatedHistories(A, B).message()).contains(A.hex(), B.hex(), "unrelated");
        assertThat(new Refusal.NotFastForward(A, B).message())
                .startsWith(A.hex() + " is not an ancestor of " + B.hex());
        assertThat(new Refusal.MainlineNeeded(A, 2).message()).contains(A.hex(), "2 parents", "mainline");
        assertThat(new Refusal.NoSuchParent(A, 3, 2).message()).contains(A.hex(), "2 parents", "number 3");
        assertThat(new Refusal.TooManyCommits(A, B, 1_000).message()).contains(A.hex(), "1000", B.hex());
    }

    @Test
    void everyNoticeNamesTheCommitsAndWhatHelps() {
        assertThat(new Notice.EarlierMergeReverted(A, B, C).sentence())
                .contains(A.hex(), B.hex())
                .endsWith("revert %s first.".formatted(C.hex()));
        for (var notice : List.of(new Notice.ContainedAlready(A, B), new Notice.NotContained(A, B))) {
            assertThat(notice.sentence()).contains(A.hex(), B.hex());
        }
    }
}
