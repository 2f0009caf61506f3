package io.meerkat.command.purge;

import io.meerkat.model.Actor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.PurgeEvent.PurgeRequested;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Asks for the purge of an object that the same transaction drops. */
record RequestPurge(PurgeRequested event, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.ofPurge(event.tenant(), event.contentId()).toString();
    }
}
