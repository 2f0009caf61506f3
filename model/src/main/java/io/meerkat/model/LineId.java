package io.meerkat.model;

import java.util.UUID;

/**
 * A line: commits one after another, each the first parent of the next, that one branch grew. A branch begins a line when
 * it is made, and another one whenever it is pointed elsewhere; so a generation names one commit of a line for ever, and
 * what is stored by line and generation never tells of another commit.
 */
public record LineId(UUID value) {
    /** The line that a branch begins with. */
    public static LineId first(BranchId branch) {
        return new LineId(branch.value());
    }

    public static LineId parse(String text) {
        return new LineId(Uuids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
