package io.meerkat.command.ref;

import io.meerkat.model.Actor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.TagEvent.TagDeleted;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes a name from a commit. */
public record DeleteTag(TagDeleted tag, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tag.tenant(), tag.tag()).toString();
    }
}
