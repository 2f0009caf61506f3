package io.meerkat.storage.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Different questions that are asked at about the same time and answered together. Nobody gets an answer that was looked
 * for before they asked: who comes while others are being looked for waits for the next that are. Who asks alone does not
 * wait.
 */
final class SharedReads<Q, A> {
    static final int TOGETHER_MAX = 64;

    /** So that one slow answer does not hold up all. */
    private static final int AT_ONCE = 2;

    private final Function<List<Q>, List<A>> read;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Asked<Q, A>> waiting = new ArrayDeque<>();
    private int readers;

    /** {@code read}: answers questions, in their order. */
    SharedReads(Function<List<Q>, List<A>> read) {
        this.read = read;
    }

    private record Asked<Q, A>(Q question, CompletableFuture<A> answer) {}

    /** Waits for the answer. What the reading throws, all who waited for it get. */
    A ask(Q question) {
        var mine = new Asked<Q, A>(question, new CompletableFuture<>());
        if (join(mine)) {
            readSome();
        }
        try {
            return mine.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Whether whoever asked has to read. */
    private boolean join(Asked<Q, A> mine) {
        lock.lock();
        try {
            waiting.add(mine);
            if (readers == AT_ONCE) {
                return false;
            }
            readers++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void readSome() {
        var some = next();
        try {
            var answers = read.apply(some.stream().map(Asked::question).toList());
            for (int i = 0; i < some.size(); i++) {
                some.get(i).answer().complete(answers.get(i));
            }
        } catch (Throwable e) {
            some.forEach(asked -> asked.answer().completeExceptionally(e));
        }
        if (goesOn()) {
            handOver();
        }
    }

    private List<Asked<Q, A>> next() {
        lock.lock();
        try {
            var some = new ArrayList<Asked<Q, A>>();
            while (!waiting.isEmpty() && some.size() < TOGETHER_MAX) {
                some.add(waiting.remove());
            }
            return some;
        } finally {
            lock.unlock();
        }
    }

    private boolean goesOn() {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                readers--;
                return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** To a thread of its own, for whoever read has its answer and goes on; where no thread can be had it stays a while. */
    private void handOver() {
        try {
            Thread.ofVirtual().name("shared-reads").start(this::readSome);
        } catch (Throwable e) {
            readSome();
        }
    }
}
