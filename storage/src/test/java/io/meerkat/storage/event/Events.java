package io.meerkat.storage.event;

import com.google.common.primitives.Bytes;
import io.meerkat.model.BranchId;
import io.meerkat.model.EventId;
import io.meerkat.model.Hash;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Appends events to streams the way the event store does: the head first, then the events. */
final class Events {
    private final HeadTable heads;
    private final EventTable table;

    Events(Database database) {
        this.heads = new HeadTable(database);
        this.table = new EventTable(database);
    }

    static StreamId stream() {
        return StreamId.of(TenantId.DEFAULT, new BranchId(UUID.randomUUID()));
    }

    /** Appends so many events to the end of a stream. */
    List<EventRow> append(StreamId stream, int count) {
        return append(stream, heads.newest(stream), count);
    }

    /** Appends events with payloads of so many bytes each to a stream that has none. */
    List<EventRow> appendLong(StreamId stream, int count, int bytes) {
        return append(stream, Optional.empty(), count, new byte[bytes]);
    }

    /** Appends to the stream as it once was, whatever it is now. */
    List<EventRow> append(StreamId stream, Optional<Head> after, int count) {
        return append(stream, after, count, new byte[0]);
    }

    private List<EventRow> append(StreamId stream, Optional<Head> after, int count, byte[] filling) {
        long afterSeq = after.map(Head::lastSeq).orElse(-1L);
        var previous = after.map(Head::lastHash).orElse(Hash.ZERO);
        var rows = new ArrayList<EventRow>();
        for (long seq = afterSeq + 1; seq <= afterSeq + count; seq++) {
            var row = row(stream, seq, previous, filling);
            rows.add(row);
            previous = row.hash();
        }
        var last = rows.getLast();
        heads.append(stream, afterSeq, last.recordedAt(), new Head(last.seq(), previous, Optional.empty()));
        table.append(rows);
        // A question, before which what waits is sent.
        heads.newest(stream);
        return rows;
    }

    /** Everything that a follower sees behind a place, read in pages of two. */
    List<StoredEvent> after(Position position) {
        var seen = new ArrayList<StoredEvent>();
        for (var page = table.after(position, 2);
                !page.isEmpty();
                page = table.after(seen.getLast().position(), 2)) {
            seen.addAll(page);
        }
        return seen;
    }

    static List<EventId> ids(List<StoredEvent> events) {
        return events.stream().map(event -> event.row().id()).toList();
    }

    private static EventRow row(StreamId stream, long seq, Hash previous, byte[] filling) {
        return new EventRow(
                stream,
                seq,
                new EventId(UUID.randomUUID()),
                "branch-created",
                1,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                "{}".getBytes(StandardCharsets.UTF_8),
                Bytes.concat(
                        ("{\"seq\":" + seq + ",\"zero\":\"\\u0000\u0000\"}").getBytes(StandardCharsets.UTF_8), filling),
                previous);
    }
}
