package io.meerkat.conformance.crash.story;

import static org.awaitility.Awaitility.await;

import io.meerkat.conformance.crash.Asked;
import io.meerkat.conformance.crash.Ledger.Told;
import io.meerkat.conformance.crash.story.Story.Deed;
import io.meerkat.conformance.crash.story.Story.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** All stories of a round. */
public final class Stories {
    private static final Duration PROGRESS_MAX = Duration.ofSeconds(60);

    private final Queue<Story> stories = new ConcurrentLinkedQueue<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger taken = new AtomicInteger();

    Story begin(String branch) {
        var story = new Story(branch);
        stories.add(story);
        return story;
    }

    void enter(Story story, Step step, Asked asked) {
        story.with(step);
        if (!asked.isAcknowledged()) {
            refusals.add("%s of %s: %s".formatted(step.deed(), story.branch(), asked.answer()));
        }
        if (step.told() == Told.ACKNOWLEDGED
                && (step.deed() == Deed.MERGE || step.deed() == Deed.REPLAY || step.deed() == Deed.COMPLETE)) {
            taken.incrementAndGet();
        }
    }

    List<Story> all() {
        return List.copyOf(stories);
    }

    /** How many merges were acknowledged. */
    public int merged() {
        return taken.get();
    }

    public void awaitMerged(int count) {
        await("%d acknowledged merges".formatted(count))
                .atMost(PROGRESS_MAX)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> merged() >= count);
    }

    /** What was not answered with a yes, and with what instead. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** How often each deed was answered how. */
    @Override
    public String toString() {
        Map<String, Integer> told = new TreeMap<>();
        stories.stream()
                .flatMap(Story::steps)
                .forEach(step ->
                        told.merge((step.deed() + " " + step.told()).toLowerCase(Locale.ROOT), 1, Integer::sum));
        return "%d stories: %s".formatted(stories.size(), told);
    }
}
