package io.meerkat.merge.catalog;

import io.meerkat.model.Canonical;
import io.meerkat.model.Entry;
import java.util.Optional;

/** What a conflict is about, as base, ours and theirs have it. */
public record Versions(Optional<Entry> base, Optional<Entry> ours, Optional<Entry> theirs) {
    static final Versions NONE = new Versions(Optional.empty(), Optional.empty(), Optional.empty());

    public Optional<Entry> at(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    void write(Canonical out) {
        out.optional(base, entry -> out.bytes(entry.toBytes()))
                .optional(ours, entry -> out.bytes(entry.toBytes()))
                .optional(theirs, entry -> out.bytes(entry.toBytes()));
    }
}
