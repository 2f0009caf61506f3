package io.meerkat.command.event;

import io.meerkat.storage.event.Position;
import java.util.OptionalLong;
import org.axonframework.eventhandling.TrackingToken;

/** How far a follower has read, as a place in the global order. There are no gaps to remember. */
public record PositionToken(Position at) implements TrackingToken {
    @Override
    public TrackingToken lowerBound(TrackingToken other) {
        return covers(other) ? other : this;
    }

    @Override
    public TrackingToken upperBound(TrackingToken other) {
        return covers(other) ? this : other;
    }

    @Override
    public boolean covers(TrackingToken other) {
        return other == null || ((PositionToken) other).at.compareTo(at) <= 0;
    }

    @Override
    public OptionalLong position() {
        return OptionalLong.of(at.position());
    }
}
