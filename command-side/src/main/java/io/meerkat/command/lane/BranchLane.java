package io.meerkat.command.lane;

import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The queue before one branch. What waits while a batch is being written becomes the next batch, so that the more
 * writers there are, the more of them share a transaction. One virtual thread drains the queue while it holds anything.
 */
final class BranchLane {
    private final LaneLimits limits;
    private final Consumer<List<Waiting>> write;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean draining;

    /** {@code write} settles the outcome of every request that it is given, and never throws. */
    BranchLane(LaneLimits limits, Consumer<List<Waiting>> write) {
        this.limits = limits;
        this.write = write;
    }

    CompletableFuture<CommitOutcome> submit(CommitRequest request) {
        var waiting = Waiting.of(request);
        lock.lock();
        try {
            if (queue.size() >= limits.queueCountMax()
                    || !queue.isEmpty() && queuedBytes + waiting.weight() > limits.queueBytesMax()) {
                return CompletableFuture.completedFuture(new CommitOutcome.NotDone(
                        "%d commits of %d bytes wait for this branch already".formatted(queue.size(), queuedBytes)));
            }
            queue.add(waiting);
            queuedBytes += waiting.weight();
            if (!draining) {
                draining = true;
                Thread.ofVirtual().name("branch-lane").start(this::drain);
            }
        } finally {
            lock.unlock();
        }
        return waiting.outcome();
    }

    private void drain() {
        for (var batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
            write.accept(batch);
        }
    }

    private List<Waiting> nextBatch() {
        lock.lock();
        try {
            var batch = new ArrayList<Waiting>();
            long bytes = 0;
            while (!queue.isEmpty() && batch.size() < limits.batchCountMax() && bytes < limits.batchBytesMax()) {
                var next = queue.remove();
                batch.add(next);
                bytes += next.weight();
            }
            queuedBytes -= bytes;
            draining = !batch.isEmpty();
            return batch;
        } finally {
            lock.unlock();
        }
    }
}
