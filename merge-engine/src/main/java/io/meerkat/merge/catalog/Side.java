package io.meerkat.merge.catalog;

/** One of the two that are merged: the branch that takes, or the one that is taken in. */
public enum Side {
    OURS("ours"),
    THEIRS("theirs");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    public Side other() {
        return this == OURS ? THEIRS : OURS;
    }

    @Override
    public String toString() {
        return word;
    }
}
