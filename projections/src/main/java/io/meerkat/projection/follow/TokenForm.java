package io.meerkat.projection.follow;

import io.meerkat.storage.event.Position;
import java.util.function.Function;
import org.axonframework.eventhandling.TrackingToken;

/** How the tokens of the event store and places in its global order turn into each other; only the store knows both. */
public record TokenForm(Function<Position, TrackingToken> token, Function<TrackingToken, Position> position) {}
