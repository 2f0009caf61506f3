package io.meerkat.query;

/** A stretch of an answer: how many rows at most, after how many are skipped. */
public record Page(int limit, long offset) {
    public static final int LIMIT_DEFAULT = 100;
    public static final int LIMIT_MAX = 1_000;

    public Page {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("a page has 1 to %d rows, not %d".formatted(LIMIT_MAX, limit));
        }
        if (offset < 0) {
            throw new IllegalArgumentException("a page cannot begin %d rows before the first".formatted(-offset));
        }
    }

    public static Page first() {
        return new Page(LIMIT_DEFAULT, 0);
    }
}
