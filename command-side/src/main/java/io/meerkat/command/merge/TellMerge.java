package io.meerkat.command.merge;

import io.meerkat.model.Actor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.MergeEvent;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Goes on with a merge that is open: answers, completes or aborts it. */
record TellMerge(MergeEvent event, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(event.tenant(), event.merge()).toString();
    }
}
