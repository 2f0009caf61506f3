package io.meerkat.model;

import java.util.UUID;

/** A branch; it keeps its id when it is renamed. */
public record BranchId(UUID value) {

    public static BranchId parse(String text) {
        return new BranchId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
