package io.meerkat.merge.catalog;

import io.meerkat.model.Content;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.TreeKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of a merge. */
public sealed interface MergeOutcome {
    /** Applied to ours, {@code edits} give the merged tree. {@code created} are the contents in them that are new. */
    record Merged(SortedMap<TreeKey, Optional<Entry>> edits, Map<Hash, Content> created, List<Warning> warnings)
            implements MergeOutcome {
        public Merged {
            edits = Collections.unmodifiableSortedMap(new TreeMap<>(edits));
            created = Map.copyOf(created);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * All that needs an answer now. Answers may bring up what depends on them. One that was answered and is here again
     * cannot be so together with another answer.
     */
    record Conflicted(List<Conflict> conflicts, List<Warning> warnings) implements MergeOutcome {
        public Conflicted {
            conflicts = List.copyOf(conflicts);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Answers that do not fit their conflicts, and all that needs an answer now, these conflicts among them. Answers to
     * conflicts that did not come up are none of these.
     */
    record Refused(List<Refusal> refusals, List<Conflict> conflicts, List<Warning> warnings) implements MergeOutcome {
        public Refused {
            refusals = List.copyOf(refusals);
            conflicts = List.copyOf(conflicts);
            warnings = List.copyOf(warnings);
        }
    }

    /** Why an answer was not taken. */
    record Refusal(ConflictId conflict, Resolution resolution, String reason) {}
}
