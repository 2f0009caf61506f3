package io.meerkat.model;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What nobody may do to the branches and tags whose names match a pattern. */
public record Protection(RefPattern pattern, Set<Act> forbids) {
    public enum Act {
        /** To commit to a branch directly. Merges, cherry-picks, reverts and fast-forwards bring what others made. */
        COMMIT,
        /** To point a branch to a commit that need not descend from where it points: to reset or rebase it. */
        FORCE,
        /** To delete a ref, or to give a branch another name. */
        DELETE
    }

    public Protection {
        if (forbids.isEmpty()) {
            throw new IllegalArgumentException("a protection of %s must forbid something".formatted(pattern));
        }
        forbids = Collections.unmodifiableSet(EnumSet.copyOf(forbids));
    }

    public boolean forbids(Act act, RefName name) {
        return forbids.contains(act) && pattern.matches(name);
    }

    /** Whether any of several does. */
    public static boolean forbid(Collection<Protection> protections, Act act, RefName name) {
        return protections.stream().anyMatch(protection -> protection.forbids(act, name));
    }
}
