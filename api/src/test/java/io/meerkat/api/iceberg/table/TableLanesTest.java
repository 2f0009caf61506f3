package io.meerkat.api.iceberg.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.ref.Place;
import io.meerkat.model.CatalogName;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.load.RefPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TableLanesTest {
    private static final Place BRANCH =
            new Place(TenantId.DEFAULT, CatalogName.DEFAULT, "", new RefPoint.HeadOf(RefName.MAIN));
    private static final List<TreeKey> TABLE =
            List.of(NamespacePath.of(List.of("a")).object("t").key());
    private static final List<TreeKey> OTHER =
            List.of(NamespacePath.of(List.of("a")).object("u").key());

    private final TableLanes lanes = new TableLanes(1 << 20);

    @Test
    void asManyAsMayWaitForATableAndNoMore() {
        var done = new AtomicInteger();
        var waiting = lanes.inTurn(BRANCH, TABLE, () -> {
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < TableLanes.WAITING_MAX; i++) {
                threads.add(
                        waiting(Thread.ofVirtual().start(() -> lanes.inTurn(BRANCH, TABLE, done::incrementAndGet))));
            }
            var oneMore = new AtomicInteger();
            var refused = Thread.ofVirtual()
                    .unstarted(() -> assertThatExceptionOfType(IcebergError.class)
                            .isThrownBy(() -> lanes.inTurn(BRANCH, TABLE, done::incrementAndGet))
                            .satisfies(error -> oneMore.set(error.status())));
            refused.start();
            join(refused);
            assertThat(oneMore).hasValue(503);
            assertThat(lanes.inTurn(BRANCH, OTHER, () -> "free")).isEqualTo("free");
            assertThat(done).hasValue(0);
            return threads;
        });

        waiting.forEach(TableLanesTest::join);
        assertThat(done).hasValue(TableLanes.WAITING_MAX);
    }

    /** Returns when the thread waits for its turn. */
    private static Thread waiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(thread.getState()).isNotEqualTo(Thread.State.TERMINATED);
            Thread.onSpinWait();
        }
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
