package io.meerkat.command.branch;

import io.meerkat.model.Actor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.BranchEvent.BranchRenamed;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a branch another name, under which it goes on. */
public record RenameBranch(BranchRenamed event, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(event.tenant(), event.branch()).toString();
    }
}
