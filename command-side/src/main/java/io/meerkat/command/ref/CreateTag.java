package io.meerkat.command.ref;

import io.meerkat.model.Actor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.TagEvent.TagCreated;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a commit a name for ever. */
public record CreateTag(TagCreated tag, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tag.tenant(), tag.tag()).toString();
    }
}
