package io.meerkat.api.management;

import io.meerkat.merge.catalog.ConflictId;
import io.meerkat.model.MergeId;

/** A conflict of a merge by one text, {@code <merge>.<conflict>}: Pangolin's path to resolve it names no merge. */
record PangolinConflictId(MergeId merge, ConflictId conflict) {
    static PangolinConflictId parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw ManagementError.badRequest("not the id of a conflict: '%s'".formatted(text));
        }
        return new PangolinConflictId(MergeId.parse(text.substring(0, dot)), ConflictId.parse(text.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return merge + "." + conflict;
    }
}
