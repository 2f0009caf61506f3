package io.meerkat.command.merge;

import io.meerkat.model.Actor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.MergeEvent.MergeOpened;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Opens a merge. */
record OpenMerge(MergeOpened event, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(event.tenant(), event.merge()).toString();
    }
}
