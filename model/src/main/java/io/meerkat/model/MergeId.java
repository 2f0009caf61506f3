package io.meerkat.model;

import java.util.UUID;

/** A merge, cherry-pick, revert or rebase that was opened, to be finished or given up later. */
public record MergeId(UUID value) {
    public static MergeId parse(String text) {
        return new MergeId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
