package io.meerkat.command.lane;

import static io.meerkat.command.Requests.createNamespace;
import static io.meerkat.command.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitOutcome.NotDone;
import io.meerkat.model.commit.CommitRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The queue alone: its writer waits until the test lets it go on. */
class BranchLaneTest {
    private static final int ONE = Math.toIntExact(createNamespace("a").weight());

    private final List<List<Waiting>> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch mayWrite = new CountDownLatch(1);

    @Test
    void whatWaitsWhileABatchIsWrittenBecomesTheNext() throws InterruptedException {
        var lane = busyLane(new LaneLimits(100, 1 << 20, 100, 1 << 20, Duration.ZERO));
        var waiting = submit(lane, 7);
        finish(waiting);

        assertThat(batches).extracting(List::size).containsExactly(1, 7);
    }

    @Test
    void oneMoreThanMayWaitIsRefusedAtOnce() throws InterruptedException {
        var lane = busyLane(new LaneLimits(3, 1 << 20, 100, 1 << 20, Duration.ZERO));
        var waiting = submit(lane, 3);

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(lane.submit(createNamespace("a"))).isCompletedWithValueMatching(NotDone.class::isInstance);
        finish(waiting);
    }

    @Test
    void moreBytesThanMayWaitAreRefusedAtOnce() throws InterruptedException {
        var lane = busyLane(new LaneLimits(100, 3L * ONE, 100, 1 << 20, Duration.ZERO));
        var waiting = submit(lane, 3);

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(lane.submit(createNamespace("a"))).isCompletedWithValueMatching(NotDone.class::isInstance);
        finish(waiting);
    }

    @Test
    void anEmptyQueueTakesARequestOfAnySize() throws InterruptedException {
        var lane = busyLane(new LaneLimits(100, ONE, 100, 1 << 20, Duration.ZERO));
        var large = lane.submit(large());

        assertThat(large).isNotDone();
        finish(List.of(large));
    }

    @Test
    void thereIsRoomAgainOnceABatchWasTaken() throws InterruptedException {
        var lane = busyLane(new LaneLimits(2, 2L * ONE, 100, 1 << 20, Duration.ZERO));
        finish(submit(lane, 2));

        finish(submit(lane, 2));
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(5);
    }

    @Test
    void aBatchHasALimitInRequests() throws InterruptedException {
        var lane = busyLane(new LaneLimits(100, 1 << 20, 3, 1 << 20, Duration.ZERO));
        finish(submit(lane, 7));

        assertThat(batches).extracting(List::size).containsExactly(1, 3, 3, 1);
    }

    @Test
    void aBatchTakesNoMoreOnceItHasItsBytes() throws InterruptedException {
        var lane = busyLane(new LaneLimits(100, 1 << 20, 100, 2L * ONE, Duration.ZERO));
        finish(submit(lane, 3));

        assertThat(batches).extracting(List::size).containsExactly(1, 2, 1);
    }

    /** A lane that is writing a batch of one. */
    private BranchLane busyLane(LaneLimits limits) throws InterruptedException {
        var lane = new BranchLane(limits, this::write);
        lane.submit(createNamespace("a"));
        writing.await();
        return lane;
    }

    private void write(List<Waiting> batch) {
        batches.add(batch);
        writing.countDown();
        try {
            mayWrite.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        batch.forEach(waiting -> waiting.outcome().complete(new CommitOutcome.Unchanged(new CommitId(Hash.ZERO))));
    }

    private static List<CompletableFuture<CommitOutcome>> submit(BranchLane lane, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> lane.submit(createNamespace("a")))
                .toList();
    }

    private void finish(List<CompletableFuture<CommitOutcome>> waiting) {
        mayWrite.countDown();
        assertThat(waiting).allSatisfy(each -> assertThat(each.join()).isInstanceOf(CommitOutcome.Unchanged.class));
    }

    private static CommitRequest large() {
        return request("large")
                .store(List.of(Fragment.of("x".repeat(10 * ONE))))
                .build();
    }
}
