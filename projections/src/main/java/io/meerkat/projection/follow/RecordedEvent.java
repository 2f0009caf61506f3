package io.meerkat.projection.follow;

import io.meerkat.model.EventId;
import io.meerkat.model.event.Event;
import io.meerkat.model.event.RecordedBy;
import io.meerkat.storage.event.Position;
import java.time.Instant;

/** An event as it was recorded: which, where in the global order, when and by whom. */
public record RecordedEvent(EventId id, Position position, Instant time, RecordedBy by, Event event) {}
