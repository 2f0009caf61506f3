package io.meerkat.api.merge;

import io.meerkat.model.CommitId;
import java.util.Optional;

/**
 * Where the branch and the source must point for a task to be carried out, as somebody saw them who looked at what it would
 * come to. Anywhere if empty.
 */
public record Expected(Optional<CommitId> branch, Optional<CommitId> source) {
    public static final Expected ANY = new Expected(Optional.empty(), Optional.empty());

    /** Why not, if they do not. */
    Optional<String> objection(Preview preview) {
        return objection(
                        "branch " + preview.branch().name(),
                        branch,
                        preview.branch().at().commit())
                .or(() -> objection("source", source, preview.source().commit()));
    }

    private static Optional<String> objection(String what, Optional<CommitId> expected, CommitId actual) {
        return expected.filter(commit -> !commit.equals(actual))
                .map(commit -> "The %s points to %s by now, not to %s".formatted(what, actual, commit));
    }
}
