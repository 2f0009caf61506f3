package io.meerkat.command.branch;

import io.meerkat.model.StreamId;
import java.util.Optional;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Points a branch elsewhere first, if so, and makes commits one after another: all of them, or nothing is done. */
public record ReplayBranch(Optional<MoveBranch> move, CommitChanges commits) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(commits.tenant(), commits.branch()).toString();
    }
}
