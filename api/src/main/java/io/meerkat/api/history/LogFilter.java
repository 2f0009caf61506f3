package io.meerkat.api.history;

import io.meerkat.query.history.LoggedCommit;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Which commits of a log are wanted; the empty ones want all. {@code author} is looked for in the names of authors, and
 * {@code text} in messages, that in any case.
 */
public record LogFilter(
        Optional<ObjectPath> path,
        Optional<String> author,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> text) {
    public static final LogFilter ALL =
            new LogFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** @param committer what the one who made the commit is called */
    boolean wants(LoggedCommit commit, String committer) {
        return author.map(Authors.of(commit, committer)::contains).orElse(true)
                && since.map(time -> !commit.time().isBefore(time)).orElse(true)
                && until.map(time -> !commit.time().isAfter(time)).orElse(true)
                && text.map(words -> commit.message()
                                .orElse("")
                                .toLowerCase(Locale.ROOT)
                                .contains(words.toLowerCase(Locale.ROOT)))
                        .orElse(true);
    }
}
