package io.meerkat.merge.item;

import java.util.Locale;

/** One of the two that are merged: {@code OURS} is what is merged into, {@code THEIRS} what is merged. */
public enum Side {
    OURS,
    THEIRS;

    public Side other() {
        return this == OURS ? THEIRS : OURS;
    }

    /** As it stands in a sentence. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
