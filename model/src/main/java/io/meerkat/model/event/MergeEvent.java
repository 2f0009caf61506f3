package io.meerkat.model.event;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.MergeId;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened to a merge, cherry-pick, revert or rebase that was not done at once. */
public sealed interface MergeEvent extends Event {
    TenantId tenant();

    CatalogId catalog();

    MergeId merge();

    /** {@code branch} is the one that takes the outcome; {@code plan} is JSON, and says what is to be done. */
    record MergeOpened(
            TenantId tenant, CatalogId catalog, MergeId merge, BranchId branch, RefName branchName, String plan)
            implements MergeEvent {}

    /** Answers by the conflict's id, as JSON; none where one was taken back. */
    record MergeAnswered(TenantId tenant, CatalogId catalog, MergeId merge, SortedMap<String, Optional<String>> answers)
            implements MergeEvent {
        public MergeAnswered {
            answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
        }
    }

    /** {@code commit} is where the branch points since. */
    record MergeCompleted(TenantId tenant, CatalogId catalog, MergeId merge, CommitId commit) implements MergeEvent {}

    record MergeAborted(TenantId tenant, CatalogId catalog, MergeId merge) implements MergeEvent {}
}
