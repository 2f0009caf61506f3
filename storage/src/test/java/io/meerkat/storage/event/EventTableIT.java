package io.meerkat.storage.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.meerkat.model.BranchId;
import io.meerkat.model.EventId;
import io.meerkat.model.Hash;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.SqlStates;
import io.meerkat.storage.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventTableIT {
    private final Database database = TestDatabase.fresh();
    private final EventTable table = new EventTable(database);
    private final HeadTable heads = new HeadTable(database);
    private final Events events = new Events(database);

    @Test
    void theHashOfAnEventIsWhatItAlwaysWas() {
        var row = new EventRow(
                StreamId.of(TenantId.DEFAULT, BranchId.parse("55555555-5555-4555-8555-555555555555")),
                3,
                EventId.parse("66666666-6666-4666-8666-666666666666"),
                "commit-recorded",
                1,
                Instant.parse("2026-11-20T12:00:00.123456Z"),
                "{\"m\":1}".getBytes(StandardCharsets.UTF_8),
                "{\"p\":\"\u0000\"}".getBytes(StandardCharsets.UTF_8),
                Hash.parse("dd".repeat(32)));

        assertThat(row.hash()).hasToString("4484afcfe0b21378410a1cfedf54c46c6bddabdcdd0a5dc7a1fe252950e0b8fb");
    }

    @Test
    void whatIsReadHashesToWhatWasStoredAndEachEventNamesTheOneBefore() {
        var stream = Events.stream();
        database.transact(() -> events.append(stream, 3));
        database.transact(() -> events.append(stream, 1));
        database.transact(() -> events.append(Events.stream(), 1));

        var read = table.ofStream(stream, 0, 100);

        assertThat(read).extracting(event -> event.row().seq()).containsExactly(0L, 1L, 2L, 3L);
        var previous = Hash.ZERO;
        for (StoredEvent event : read) {
            assertThat(event.row().previous()).isEqualTo(previous);
            assertThat(event.row().hash()).isEqualTo(event.hash());
            previous = event.hash();
        }
        assertThat(heads.newest(stream)).contains(new Head(3, previous, Optional.empty()));
    }

    @Test
    void readsAStreamFromAnyPlace() {
        var stream = Events.stream();
        database.transact(() -> events.append(stream, 5));

        assertThat(table.ofStream(stream, 2, 2))
                .extracting(event -> event.row().seq())
                .containsExactly(2L, 3L);
    }

    @Test
    void ofTwoWritersOnOneHeadExactlyOneWins() throws Exception {
        var stream = Events.stream();
        database.transact(() -> events.append(stream, 1));
        var head = heads.newest(stream);
        var both = new CyclicBarrier(2);
        var failures = new ArrayList<Throwable>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = Stream.generate(() -> threads.submit(() -> {
                        both.await();
                        return catchThrowable(() -> database.transact(() -> events.append(stream, head, 2)));
                    }))
                    .limit(2)
                    .toList();
            for (Future<Throwable> writer : writers) {
                Optional.ofNullable(writer.get()).ifPresent(failures::add);
            }
        }

        assertThat(failures).hasSize(1);
        assertThat(SqlStates.violatedKey(failures.getFirst())).contains(HeadTable.GUARD);
        assertThat(SqlStates.isConflict(failures.getFirst())).isTrue();
        assertThat(table.ofStream(stream, 0, 100)).hasSize(3);
    }

    @Test
    void twoWhoBeginOneStreamCollideToo() {
        var stream = Events.stream();
        database.transact(() -> events.append(stream, 1));

        var failure = catchThrowable(() -> database.transact(() -> events.append(stream, Optional.empty(), 1)));

        assertThat(SqlStates.violatedKey(failure)).contains(HeadTable.GUARD);
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        var stream = Events.stream();

        assertThat(catchThrowable(() -> database.transact(() -> {
                    events.append(stream, 1);
                    throw new IllegalStateException("changed its mind");
                })))
                .hasMessage("changed its mind");

        assertThat(table.ofStream(stream, 0, 1)).isEmpty();
        assertThat(heads.newest(stream)).isEmpty();
        assertThat(table.last()).isEqualTo(Position.BEFORE_ALL);
    }

    @Test
    void aBatchThatNeedsManyRowsIsOneStatement() {
        var stream = Events.stream();
        database.transact(() -> events.append(stream, 20_000));

        assertThat(heads.newest(stream)).map(Head::lastSeq).contains(19_999L);
        assertThat(IntStream.of(0, 19_999).mapToObj(seq -> table.ofStream(stream, seq, 1)))
                .allSatisfy(found -> assertThat(found).hasSize(1));
    }

    @Test
    void aPageOfLongEventsIsAShortOneAndTheNextGoesOnBehindIt() {
        var stream = Events.stream();
        var rows = database.transact(() -> events.appendLong(stream, 5, 3 << 20));

        var first = table.after(Position.BEFORE_ALL, 100);
        var second = table.after(first.getLast().position(), 100);

        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2);
        assertThat(Stream.of(first, second).flatMap(List::stream))
                .extracting(event -> event.row().id())
                .containsExactlyElementsOf(rows.stream().map(EventRow::id).toList());
    }

    @Test
    void anEventThatIsLongerThanAPageComesAlone() {
        var stream = Events.stream();
        database.transact(() -> events.appendLong(stream, 2, 9 << 20));

        assertThat(table.after(Position.BEFORE_ALL, 100)).hasSize(1);
    }
}
