package io.meerkat.benchmark.check;

/** What the server said became of a write. */
public enum Fate {
    ACKNOWLEDGED,
    REFUSED,
    /** No answer, or one that leaves it open. */
    UNKNOWN;

    private static final int CLIENT_ERROR = 4;
    private static final int SUCCESS = 2;

    public static Fate of(int status) {
        return switch (status / 100) {
            case SUCCESS -> ACKNOWLEDGED;
            case CLIENT_ERROR -> REFUSED;
            default -> UNKNOWN;
        };
    }
}
