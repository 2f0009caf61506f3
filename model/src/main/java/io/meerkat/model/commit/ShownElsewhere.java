package io.meerkat.model.commit;

import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import java.util.Optional;
import java.util.Set;

/**
 * What refs other than a branch can show of one of its tables: what the table was as of a commit, contents that it has on
 * other refs, or perhaps all of it.
 */
public record ShownElsewhere(Optional<CommitId> commit, Set<Hash> contents, boolean all) {
    public ShownElsewhere {
        contents = Set.copyOf(contents);
    }

    public static ShownElsewhere asOf(Optional<CommitId> commit) {
        return new ShownElsewhere(commit, Set.of(), false);
    }

    public static ShownElsewhere contents(Set<Hash> contents) {
        return new ShownElsewhere(Optional.empty(), contents, false);
    }

    public static ShownElsewhere everything() {
        return new ShownElsewhere(Optional.empty(), Set.of(), true);
    }
}
