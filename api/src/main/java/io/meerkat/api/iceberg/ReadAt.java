package io.meerkat.api.iceberg;

import io.meerkat.api.http.Answer;
import io.meerkat.model.CommitId;
import io.meerkat.storage.load.ResolvedRef;

/** Answers name the commit that they show or made, so that a client can ask for the same state again. */
public final class ReadAt {
    private static final String HEADER = "X-Meerkat-Commit";

    private ReadAt() {}

    public static Answer named(ResolvedRef ref, Answer answer) {
        return named(ref.commit(), answer);
    }

    static Answer named(CommitId commit, Answer answer) {
        return answer.with(HEADER, commit.hex());
    }
}
