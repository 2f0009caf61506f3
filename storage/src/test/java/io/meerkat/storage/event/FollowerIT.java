package io.meerkat.storage.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.EventId;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A follower that keeps nothing but a place never misses an event and never sees one twice. */
class FollowerIT {
    private final Database database = TestDatabase.fresh();
    private final Events events = new Events(database);
    private final EventTable table = new EventTable(database);

    @Test
    void seesNothingBehindATransactionThatIsStillOpen() throws Exception {
        var before = append();
        var seenFirst = events.after(Position.BEFORE_ALL);
        var appended = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> database.transact(() -> {
                var id = events.append(Events.stream(), 1).getFirst().id();
                appended.countDown();
                await(mayEnd);
                return id;
            }));
            appended.await();
            var later = List.of(append(), append(), append());
            var place = seenFirst.getLast().position();

            assertThat(Events.ids(seenFirst)).containsExactly(before);
            assertThat(events.after(place)).isEmpty();
            assertThat(table.last()).isEqualTo(place);

            mayEnd.countDown();
            var late = slow.get();
            var seen = events.after(place);
            assertThat(Events.ids(seen)).containsExactly(late, later.get(0), later.get(1), later.get(2));
            assertThat(table.last()).isEqualTo(seen.getLast().position());
        }
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void seesEveryEventOnceAndInOrderWhileManyWrite(long seed) throws Exception {
        int writers = 8;
        var written = Collections.synchronizedList(new ArrayList<EventId>());
        var seen = new ArrayList<StoredEvent>();
        var place = Position.BEFORE_ALL;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = IntStream.range(0, writers)
                    .mapToObj(i -> threads.submit(() -> write(new Random(seed + i), written)))
                    .toList();
            boolean last;
            do {
                last = done.stream().allMatch(future -> future.isDone());
                var page = table.after(place, 3);
                seen.addAll(page);
                place = page.isEmpty() ? place : page.getLast().position();
                last &= page.isEmpty();
            } while (!last);
        }

        assertThat(Events.ids(seen)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
        assertThat(seen).extracting(StoredEvent::position).isSorted();
    }

    static LongStream seeds() {
        var given = System.getProperty("seed", "");
        return given.isEmpty() ? new Random().longs(3) : LongStream.of(Long.parseLong(given));
    }

    private void write(Random random, List<EventId> written) {
        for (int i = 0; i < 10; i++) {
            int count = 1 + random.nextInt(3);
            long pause = random.nextLong(5);
            written.addAll(database.transact(() -> {
                var rows = events.append(Events.stream(), count);
                sleep(pause);
                return rows.stream().map(EventRow::id).toList();
            }));
        }
    }

    private EventId append() {
        return database.transact(
                () -> events.append(Events.stream(), 1).getFirst().id());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
