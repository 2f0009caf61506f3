package io.meerkat.storage.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedReadsTest {
    private final AtomicInteger readings = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);
    private final SharedReads<Integer, String> shared = new SharedReads<>(this::read);

    @Test
    void whoAsksAloneIsAnsweredAtOnce() {
        open.countDown();

        assertThat(shared.ask(7)).isEqualTo("7");
        assertThat(shared.ask(8)).isEqualTo("8");
        assertThat(readings).hasValue(2);
    }

    @Test
    void whoAsksWhileOthersAreAnsweredSharesTheNextAnswersAndGetsTheirOwn() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 300)
                    .mapToObj(i -> threads.submit((Callable<String>) () -> shared.ask(i)))
                    .toList();
            while (readings.get() < 2) {
                Thread.sleep(1);
            }
            Thread.sleep(100);
            open.countDown();

            for (int i = 0; i < asked.size(); i++) {
                assertThat(asked.get(i).get()).isEqualTo(String.valueOf(i));
            }
        }
        assertThat(readings).hasValueBetween(3, 20);
    }

    @Test
    void aFailureIsOfThoseWhoWereReadTogetherOnly() {
        open.countDown();

        assertThatThrownBy(() -> shared.ask(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(shared.ask(1)).isEqualTo("1");
    }

    @Test
    void noAnswerIsOlderThanItsQuestion() throws Exception {
        var now = new AtomicInteger();
        var reads = new SharedReads<Integer, Integer>(
                questions -> questions.stream().map(question -> now.get()).toList());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var askers = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> {
                        for (int n = 0; n < 200; n++) {
                            int before = now.incrementAndGet();
                            assertThat(reads.ask(n)).isGreaterThanOrEqualTo(before);
                        }
                    }))
                    .toList();
            for (Future<?> asker : askers) {
                asker.get();
            }
        }
    }

    private List<String> read(List<Integer> questions) {
        readings.incrementAndGet();
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (questions.contains(-1)) {
            throw new IllegalArgumentException("not this one");
        }
        assertThat(questions.size()).isLessThanOrEqualTo(SharedReads.TOGETHER_MAX);
        return questions.stream().map(String::valueOf).toList();
    }
}
