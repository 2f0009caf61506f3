package io.meerkat.command.attempt;

import io.meerkat.model.Actor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.AttemptsEvent.AttemptsRefused;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Remembers what was refused, in the stream of this node and day. */
record RecordAttempts(StreamId target, AttemptsRefused event, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return target.toString();
    }
}
