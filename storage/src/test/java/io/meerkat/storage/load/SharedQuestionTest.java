package io.meerkat.storage.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedQuestionTest {
    private static final int ASKERS = 64;

    @Test
    void whoComesWhileOneIsLookedForSharesTheNext() throws Exception {
        var looked = new AtomicInteger();
        var begun = new CountDownLatch(1);
        var may = new Semaphore(0);
        var question = new SharedQuestion<>(() -> {
            begun.countDown();
            may.acquireUninterruptibly();
            return looked.incrementAndGet();
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(question::ask);
            begun.await();
            List<Future<Integer>> others = new ArrayList<>();
            var came = new CountDownLatch(ASKERS);
            for (int i = 0; i < ASKERS; i++) {
                others.add(threads.submit(() -> {
                    came.countDown();
                    return question.ask();
                }));
            }
            came.await();
            may.release(ASKERS + 1);

            assertThat(first.get()).isOne();
            for (Future<Integer> other : others) {
                assertThat(other.get()).isGreaterThan(1);
            }
        }
    }

    @Test
    void nobodyGetsAnAnswerThatIsOlderThanTheirQuestion() throws Exception {
        var clock = new AtomicLong();
        var question = new SharedQuestion<>(clock::get);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 5_000; i++) {
                asked.add(threads.submit(() -> {
                    long before = clock.incrementAndGet();
                    return question.ask() >= before;
                }));
            }
            for (Future<Boolean> one : asked) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    void aFailureReachesAllWhoWaitedForItAndNobodyAfterThem() throws Exception {
        var broken = new AtomicInteger(1);
        var question = new SharedQuestion<>(() -> {
            if (broken.getAndDecrement() > 0) {
                throw new IllegalStateException("gone");
            }
            return "back";
        });

        assertThatIllegalStateException().isThrownBy(question::ask).withMessage("gone");
        assertThat(CompletableFuture.supplyAsync(question::ask).get()).isEqualTo("back");
    }
}
