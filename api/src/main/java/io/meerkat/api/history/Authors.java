package io.meerkat.api.history;

import io.meerkat.api.message.Trailers;
import io.meerkat.query.history.LoggedCommit;

/** Who wrote what commits bring: as their messages say, and otherwise who made them. */
public final class Authors {
    private Authors() {}

    /** @param committer what the one who made the commit is called */
    public static String of(LoggedCommit commit, String committer) {
        return commit.message()
                .flatMap(message -> Trailers.of(message).author())
                .orElse(committer);
    }
}
