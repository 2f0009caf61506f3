package io.meerkat.api.merge;

import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.MergeOutcome.Refusal;
import io.meerkat.merge.catalog.Warning;
import io.meerkat.merge.verb.LeftOut;
import io.meerkat.model.CommitId;
import io.meerkat.storage.load.ResolvedRef;
import java.util.List;
import java.util.Optional;

/** What a task would come to, with the heads that are there and the answers that were given. */
public sealed interface Outlook {
    /** There is nothing to do. */
    record UpToDate() implements Outlook {}

    /** The branch is moved to a commit that descends from it. */
    record Forward(ResolvedRef to) implements Outlook {}

    /**
     * Commits to make, one after another: on the branch's head, or on {@code onto}, where it is pointed first. Commits that
     * are made anew are made on that very head; one alone may come after others.
     */
    record Ready(List<Step> steps, boolean anew, Optional<ResolvedRef> onto, List<LeftOut> leftOut) implements Outlook {
        public Ready {
            steps = List.copyOf(steps);
            leftOut = List.copyOf(leftOut);
        }
    }

    /** All that needs an answer now; {@code at} is the commit that is being made anew, where there are several. */
    record Conflicted(Optional<CommitId> at, List<Conflict> conflicts, List<Warning> warnings) implements Outlook {
        public Conflicted {
            conflicts = List.copyOf(conflicts);
            warnings = List.copyOf(warnings);
        }
    }

    /** Answers that do not fit, beside all that needs an answer. */
    record Unfit(List<Refusal> refusals, Conflicted open) implements Outlook {
        public Unfit {
            refusals = List.copyOf(refusals);
        }
    }

    /** It cannot be done, whatever is answered. */
    record Impossible(String reason) implements Outlook {}
}
