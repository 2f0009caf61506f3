package io.meerkat.projection.follow;

import static io.meerkat.projection.TestCatalog.awaitCaughtUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.projection.TestCatalog;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectorIT {
    private final TestCatalog catalog = new TestCatalog();
    private final SeenEvents model = new SeenEvents();

    ProjectorIT() {
        catalog.database().execute("create table meerkat_read.seen_events (id uuid primary key, generation bigint)");
    }

    @AfterEach
    void stop() {
        catalog.close();
    }

    /** Remembers which commits it was told of; of generations that are refused the database keeps no row. */
    private final class SeenEvents implements ReadModel {
        private final AtomicInteger writes = new AtomicInteger();
        private final AtomicLong broken = new AtomicLong(-1);

        @Override
        public String name() {
            return "seen";
        }

        @Override
        public List<String> tables() {
            return List.of("seen_events");
        }

        @Override
        public void write(String schema, List<RecordedEvent> events) {
            writes.incrementAndGet();
            for (RecordedEvent event : events) {
                if (event.event() instanceof CommitRecorded recorded) {
                    long generation = recorded.commit().generation();
                    if (generation == broken.get()) {
                        throw new IllegalStateException("cannot read generation " + generation);
                    }
                    catalog.database()
                            .execute(
                                    "insert into %s.seen_events values (?, ?)".formatted(schema),
                                    event.id().value(),
                                    generation);
                }
            }
        }

        List<Long> generations() {
            return catalog.database()
                    .query("select generation from meerkat_read.seen_events order by 1")
                    .fetch(0, Long.class);
        }
    }

    @Test
    void theLagFallsToNothing() throws InterruptedException {
        try (var projector = catalog.projector(model)) {
            assertThat(projector.lag().positions()).isPositive();
            assertThat(projector.lag().time()).isPositive();

            projector.start();
            awaitCaughtUp(projector);

            assertThat(projector.lag()).isEqualTo(new Lag(0, Duration.ZERO));
        }
    }

    @Test
    void followingGoesOnAfterARestartWhereItEnded() throws InterruptedException {
        follow();
        catalog.createNamespace("a");
        follow();

        assertThat(model.generations()).containsExactly(0L, 1L, 2L);
        assertThat(catalog.projector(model).setAside()).isZero();
    }

    @Test
    void manyEventsAreWrittenInFewBatches() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            catalog.createNamespace("ns" + i);
        }
        follow();

        assertThat(model.generations()).hasSize(102);
        assertThat(model.writes.get()).isLessThan(20);
    }

    @Test
    void anEventThatCannotBeReadIsSetAsideAndTheRestGoesOn() throws InterruptedException {
        model.broken.set(3);
        commits(6);

        follow();

        assertThat(model.generations()).containsExactly(0L, 1L, 2L, 4L, 5L, 6L, 7L);
        assertThat(setAside()).containsExactly("java.lang.IllegalStateException: cannot read generation 3");
    }

    @Test
    void anEventThatTheDatabaseRefusesIsSetAsideAndTheRestGoesOn() throws InterruptedException {
        catalog.database().execute("alter table meerkat_read.seen_events add check (generation <> 4)");
        commits(6);

        follow();

        assertThat(model.generations()).containsExactly(0L, 1L, 2L, 3L, 5L, 6L, 7L);
        assertThat(setAside()).singleElement().asString().contains("seen_events_generation_check");
    }

    @Test
    void aRebuildReadsAgainWhatWasSetAside() throws InterruptedException {
        model.broken.set(1);
        try (var projector = catalog.projector(model)) {
            projector.start();
            awaitCaughtUp(projector);
            assertThat(projector.setAside()).isEqualTo(1);

            model.broken.set(-1);
            projector.rebuild();

            assertThat(projector.setAside()).isZero();
            assertThat(model.generations()).containsExactly(0L, 1L);
        }
    }

    @Test
    void aFailureThatIsNotTheEventsIsWaitedOut() throws InterruptedException {
        catalog.database().execute("alter table meerkat_read.seen_events rename to away");
        try (var projector = catalog.projector(model)) {
            projector.start();
            while (model.writes.get() == 0) {
                Thread.sleep(20);
            }
            catalog.database().execute("alter table meerkat_read.away rename to seen_events");
            awaitCaughtUp(projector);

            assertThat(projector.setAside()).isZero();
            assertThat(model.generations()).containsExactly(0L, 1L);
        }
    }

    @Test
    void oldRowsStayReadableAndAreKeptUpToDateDuringARebuild() throws Exception {
        try (var projector = catalog.projector(model)) {
            projector.start();
            awaitCaughtUp(projector);
            var done = new CountDownLatch(1);
            var rebuild = Thread.ofVirtual().start(() -> {
                try {
                    projector.rebuild();
                    done.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            for (int i = 0; i < 30; i++) {
                catalog.createNamespace("ns" + i);
                assertThat(model.generations()).contains(0L, 1L);
            }
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            rebuild.join();
            awaitCaughtUp(projector);

            assertThat(model.generations()).hasSize(32).doesNotHaveDuplicates();
            assertThat(projector.setAside()).isZero();
        }
    }

    @Test
    void ofTwoNodesOneFollowsAndTheOtherTakesOver() throws InterruptedException {
        try (var second = catalog.projector(model)) {
            try (var first = catalog.projector(model)) {
                first.start();
                second.start();
                commits(5);
                awaitCaughtUp(first);
            }
            commits(5);
            awaitCaughtUp(second);

            assertThat(model.generations()).hasSize(12).doesNotHaveDuplicates();
            assertThat(second.setAside()).isZero();
        }
    }

    private void follow() throws InterruptedException {
        try (var projector = catalog.projector(model)) {
            projector.start();
            awaitCaughtUp(projector);
        }
    }

    private void commits(int count) {
        for (int i = 0; i < count; i++) {
            catalog.createNamespace("ns" + UUID.randomUUID());
        }
    }

    private List<String> setAside() {
        return catalog.database()
                .query("select error from meerkat_read.set_aside_events")
                .fetch(0, String.class);
    }
}
