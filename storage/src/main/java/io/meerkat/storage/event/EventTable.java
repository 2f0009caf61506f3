package io.meerkat.storage.event;

import io.meerkat.model.EventId;
import io.meerkat.model.Hash;
import io.meerkat.model.StreamId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.Record;

/** The events of all streams. */
public final class EventTable {
    private static final String COLUMNS = """
            select stream, seq, event_id, name, revision, recorded_at, metadata, payload, previous_hash,
                   incarnation, xid::text::bigint as xid, position, hash
            """;

    /** Payloads in one answer: an event of ten thousand changes has megabytes, and a page of them would fill the memory. */
    private static final int PAGE_BYTES_MAX = 8 << 20;

    private final Database database;

    public EventTable(Database database) {
        this.database = database;
    }

    /** Appends consecutive events of one stream; their head must have been recorded before, for it is the guard. */
    public void append(List<EventRow> events) {
        database.executeLater(
                """
                        insert into events (incarnation, tenant, stream, seq, event_id, name, revision, recorded_at,
                                            metadata, payload, previous_hash, hash)
                        select (select max(incarnation) from incarnations), ?, ?, seq, event_id, name, revision,
                               recorded_at, metadata, payload, previous_hash, hash
                        from unnest(?, ?, ?, ?, ?, ?,
                                    ?, ?, ?) with ordinality
                             as e(seq, event_id, name, revision, recorded_at, metadata, payload, previous_hash, hash, o)
                        order by o
                        """,
                events.getFirst().stream().tenant().value(),
                events.getFirst().stream().toString(),
                Columns.longs(events, EventRow::seq),
                Columns.uuids(events, event -> event.id().value()),
                Columns.texts(events, EventRow::name),
                Columns.ints(events, EventRow::revision),
                Columns.times(events, event -> event.recordedAt()),
                Columns.bytes(events, EventRow::metadata),
                Columns.bytes(events, EventRow::payload),
                Columns.bytes(events, event -> event.previous().bytes()),
                Columns.bytes(events, event -> event.hash().bytes()));
    }

    /** The events of a stream from {@code firstSeq} on, at most {@code limit}. */
    public List<StoredEvent> ofStream(StreamId stream, long firstSeq, int limit) {
        return database.query(
                        COLUMNS + "from events where stream = ? and seq >= ? order by seq limit ?",
                        stream.toString(),
                        firstSeq,
                        limit)
                .fetch(EventTable::event);
    }

    /**
     * The events after a place in the global order, at most {@code limit}, and fewer where they are long; none only where
     * there are no more. Shows only what lies before every transaction still open, so that none is committed later among
     * those already seen. The length of a payload is known without reading it.
     */
    public List<StoredEvent> after(Position position, int limit) {
        return database.query(
                        COLUMNS + """
                                from (
                                    select page.*,
                                           sum(octet_length(payload)) over (order by incarnation, xid, position)
                                               - octet_length(payload) as bytes_before
                                    from (
                                        select * from events
                                        where (incarnation, xid, position) > (?, ?::text::xid8, ?)
                                          and (incarnation < (select max(incarnation) from incarnations)
                                               or xid < pg_snapshot_xmin(pg_current_snapshot()))
                                        order by incarnation, xid, position
                                        limit ?) page) measured
                                where bytes_before < ?
                                order by incarnation, measured.xid, position
                                """,
                        position.incarnation(),
                        Long.toUnsignedString(position.xid()),
                        position.position(),
                        limit,
                        PAGE_BYTES_MAX)
                .fetch(EventTable::event);
    }

    /** The last place a follower could see now; {@link Position#BEFORE_ALL} where there is nothing. */
    public Position last() {
        return database.query("""
                        select incarnation, xid::text::bigint as xid, position from events
                        where incarnation < (select max(incarnation) from incarnations)
                           or xid < pg_snapshot_xmin(pg_current_snapshot())
                        order by incarnation desc, xid desc, position desc limit 1
                        """).fetchOptional(EventTable::position).orElse(Position.BEFORE_ALL);
    }

    private static StoredEvent event(Record row) {
        return new StoredEvent(
                new EventRow(
                        StreamId.parse(row.get("stream", String.class)),
                        row.get("seq", Long.class),
                        new EventId(row.get("event_id", UUID.class)),
                        row.get("name", String.class),
                        row.get("revision", Integer.class),
                        row.get("recorded_at", OffsetDateTime.class).toInstant(),
                        row.get("metadata", byte[].class),
                        row.get("payload", byte[].class),
                        Hash.of(row.get("previous_hash", byte[].class))),
                position(row),
                Hash.of(row.get("hash", byte[].class)));
    }

    private static Position position(Record row) {
        return new Position(
                row.get("incarnation", Integer.class), row.get("xid", Long.class), row.get("position", Long.class));
    }
}
