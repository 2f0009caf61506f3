package io.meerkat.api.merge;

import io.meerkat.model.BranchId;
import io.meerkat.model.CommitId;
import io.meerkat.storage.load.ResolvedRef;

/** What the source of a merge was when it was opened, whatever its name leads to later. */
public sealed interface SourceId {
    /** It may go on meanwhile. */
    record OfBranch(BranchId branch) implements SourceId {}

    record OfCommit(CommitId commit) implements SourceId {}

    static SourceId of(ResolvedRef source) {
        return source.head().<SourceId>map(OfBranch::new).orElseGet(() -> new OfCommit(source.commit()));
    }
}
