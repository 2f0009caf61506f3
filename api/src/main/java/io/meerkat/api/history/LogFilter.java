package io.meerkat.api.history;

import io.meerkat.query.history.LoggedCommit;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Which commits of a log are wanted; the empty ones want all. {@code author} is looked for in the names of authors, and
 * {@code text} in messages, both in any case.
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
        return holds(Authors.of(commit, committer), author)
                && since.map(time -> !commit.time().isBefore(time)).orElse(true)
                && until.map(time -> !commit.time().isAfter(time)).orElse(true)
                && holds(commit.message().orElse(""), text);
    }

    private static boolean holds(String text, Optional<String> words) {
        return words.map(part -> text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)))
                .orElse(true);
    }
}
