package io.meerkat.api.iceberg;

import io.meerkat.api.http.Answer;
import io.meerkat.storage.load.ResolvedRef;

/** Answers name the commit that they were read at, so that a client can ask for the same state again. */
public final class ReadAt {
    static final String HEADER = "X-Meerkat-Commit";

    private ReadAt() {}

    public static Answer named(ResolvedRef ref, Answer answer) {
        return answer.with(HEADER, ref.commit().hex());
    }
}
