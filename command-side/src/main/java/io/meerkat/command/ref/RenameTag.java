package io.meerkat.command.ref;

import io.meerkat.model.Actor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.TagEvent.TagRenamed;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a tag another name; it goes on naming the same commit. */
public record RenameTag(TagRenamed tag, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tag.tenant(), tag.tag()).toString();
    }
}
