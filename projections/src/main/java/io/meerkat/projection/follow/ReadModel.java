package io.meerkat.projection.follow;

import java.util.List;

/**
 * Tables that say what the events come to. They stand in {@link ReadSchema#CURRENT} and, while they are built anew, in
 * {@link ReadSchema#NEXT} as well.
 */
public interface ReadModel {
    /** What its follower is called; stored with its token. */
    String name();

    List<String> tables();

    /**
     * Writes what the events mean into the tables of a schema: in the caller's transaction, with as few statements as
     * it can. It gets every event, in order and once, so it looks at nothing but the events and its own tables.
     */
    void write(String schema, List<RecordedEvent> events);
}
