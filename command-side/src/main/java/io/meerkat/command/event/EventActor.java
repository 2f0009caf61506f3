package io.meerkat.command.event;

import io.meerkat.model.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.axonframework.messaging.MetaData;

/** Carries who acted, and the time that the event is to bear, from a command's handler to the event store. */
public final class EventActor {
    private static final String ACTOR = "actor";
    private static final String TIME = "time";

    private EventActor() {}

    public static MetaData metadata(Actor actor, Instant time) {
        return MetaData.from(Map.of(ACTOR, actor, TIME, time));
    }

    static Actor actor(MetaData metadata) {
        return required(metadata, ACTOR, Actor.class);
    }

    static Instant time(MetaData metadata) {
        return required(metadata, TIME, Instant.class);
    }

    private static <T> T required(MetaData metadata, String key, Class<T> type) {
        return type.cast(Objects.requireNonNull(metadata.get(key), "an event is applied without its " + key));
    }
}
