package io.meerkat.api.management;

import io.meerkat.model.CommitId;
import io.meerkat.model.TreeKey;

/** Where a difference goes on: between which commits, by their ids, and behind which key. */
record DiffToken(String from, String to, TreeKey last) {
    String text() {
        return "%s.%s.%s".formatted(from, to, last.hex());
    }

    static DiffToken read(String token) {
        try {
            var parts = token.split("\\.", -1);
            if (parts.length == 3) {
                return new DiffToken(
                        CommitId.parse(parts[0]).hex(), CommitId.parse(parts[1]).hex(), TreeKey.parseHex(parts[2]));
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for one that is cut off.
        }
        throw ManagementError.noPageToken(token);
    }
}
