package io.meerkat.storage.load;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A question that all who ask it at about the same time share. Nobody gets an answer that was looked for before they
 * asked: who comes while one is being looked for waits for the next. At most one is looked for at a time.
 */
final class SharedQuestion<T> {
    private final Supplier<T> look;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<CompletableFuture<T>> next = Optional.empty();
    private boolean looking;

    SharedQuestion(Supplier<T> look) {
        this.look = look;
    }

    /** Waits for the answer. What the looking throws, all who waited for it get. */
    T ask() {
        var mine = join();
        if (mine.leads()) {
            run(mine.answer());
        }
        try {
            return mine.answer().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private record Joined<T>(CompletableFuture<T> answer, boolean leads) {}

    private Joined<T> join() {
        lock.lock();
        try {
            if (!looking) {
                looking = true;
                return new Joined<>(new CompletableFuture<>(), true);
            }
            var answer = next.orElseGet(CompletableFuture::new);
            next = Optional.of(answer);
            return new Joined<>(answer, false);
        } finally {
            lock.unlock();
        }
    }

    private void run(CompletableFuture<T> answer) {
        try {
            answer.complete(look.get());
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        }
        following().ifPresent(this::handOver);
    }

    /** To a thread of its own, for whoever led has its answer and goes on; where no thread can be had it stays a while. */
    private void handOver(CompletableFuture<T> waiting) {
        try {
            Thread.ofVirtual().name("shared-question").start(() -> run(waiting));
        } catch (Throwable e) {
            run(waiting);
        }
    }

    private Optional<CompletableFuture<T>> following() {
        lock.lock();
        try {
            var waiting = next;
            next = Optional.empty();
            looking = waiting.isPresent();
            return waiting;
        } finally {
            lock.unlock();
        }
    }
}
