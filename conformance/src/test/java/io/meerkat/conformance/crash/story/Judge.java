package io.meerkat.conformance.crash.story;

import io.meerkat.conformance.crash.Ledger.Told;
import io.meerkat.conformance.crash.story.Aftermath.Made;
import io.meerkat.conformance.crash.story.Aftermath.Opened;
import io.meerkat.conformance.crash.story.Story.Deed;
import io.meerkat.conformance.crash.story.Story.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Holds a story against what there is. Whether a deed was done is told by its traces, and must agree with what was answered. */
final class Judge {
    private static final Set<Deed> TAKEN = Set.of(Deed.MERGE, Deed.COMPLETE, Deed.PICK, Deed.REVERT);

    private final Aftermath aftermath;
    private final Story story;
    private final List<String> complaints = new ArrayList<>();

    private Judge(Aftermath aftermath, Story story) {
        this.aftermath = aftermath;
        this.story = story;
    }

    /** What is wrong with a story's traces. */
    static List<String> complaints(Aftermath aftermath, Story story) {
        var judge = new Judge(aftermath, story);
        judge.branch();
        judge.commits();
        judge.taken();
        judge.shown();
        judge.opened();
        judge.tag();
        return judge.complaints;
    }

    private void complain(String what, Object about) {
        complaints.add("%s: %s in %s".formatted(what, about, story));
    }

    private void require(Step step, boolean done) {
        if (step.told() == Told.ACKNOWLEDGED && !done) {
            complain("acknowledged and lost", step);
        }
        if (step.told() == Told.REFUSED && done) {
            complain("refused and done", step);
        }
    }

    private void branch() {
        boolean there = aftermath.chains().containsKey(story.branch());
        if (story.step(Deed.DELETE).isPresent()) {
            require(story.step(Deed.DELETE).get(), !there);
        } else {
            story.step(Deed.BRANCH).ifPresent(step -> require(step, there));
        }
    }

    /** A branch's own commits are on it, in their order, each once. */
    private void commits() {
        var chain = aftermath.chains().get(story.branch());
        if (chain == null) {
            return;
        }
        var commits = story.commits();
        for (Step commit : commits) {
            int times = times(chain, commit.tag());
            if (times > 1) {
                complain("there twice", commit);
            }
            var reset = story.step(Deed.RESET).filter(_ -> commit.equals(commits.getLast()));
            if (reset.isPresent()) {
                require(reset.get(), times == 0);
            } else {
                require(commit, times == 1);
            }
        }
        var order = chain.reversed().stream().map(Made::message).toList();
        var tags = commits.stream().map(Step::tag).toList();
        if (!order.stream()
                .filter(tags::contains)
                .toList()
                .equals(tags.stream().filter(order::contains).toList())) {
            complain("not in their order", tags);
        }
    }

    private static int times(List<Made> chain, String tag) {
        return (int) chain.stream().filter(made -> made.message().equals(tag)).count();
    }

    private List<Made> main() {
        return aftermath.chains().getOrDefault("main", List.of());
    }

    /** What makes a commit in the target's history has made it once there, and the one that the answer named. */
    private void taken() {
        story.steps().filter(step -> TAKEN.contains(step.deed())).forEach(step -> {
            var made = main().stream()
                    .filter(one -> one.message().equals(step.tag()))
                    .toList();
            if (made.size() > 1) {
                complain("done twice", step);
            }
            require(step, !made.isEmpty());
            if (!made.isEmpty()
                    && step.id().filter(id -> !id.equals(made.getFirst().id())).isPresent()) {
                complain("another commit than was answered", step);
            }
        });
        story.step(Deed.REPLAY).ifPresent(this::replayed);
    }

    private void replayed(Step step) {
        var times = story.commits().stream()
                .map(commit -> times(main(), commit.tag()))
                .distinct()
                .toList();
        if (times.size() > 1 || times.getFirst() > 1) {
            complain("replayed by half, or twice", times);
        }
        require(step, times.contains(1) || isOnMain(Deed.REPLAY));
    }

    private boolean isOnMain(Deed deed) {
        return story.step(deed).filter(step -> times(main(), step.tag()) > 0).isPresent();
    }

    /** Of a commit that was brought, all tables show the change on {@code main}; of any other, none does. */
    private void shown() {
        var commits = story.commits();
        boolean merged = isOnMain(Deed.MERGE) || isOnMain(Deed.REPLAY) || isOnMain(Deed.COMPLETE);
        boolean reverted = isOnMain(Deed.REVERT);
        for (Step commit : commits) {
            boolean picked = isOnMain(Deed.PICK) && commit.equals(commits.getLast());
            boolean wanted = times(main(), commit.tag()) > 0 || merged && !reverted || picked;
            var shown = commit.tables().stream()
                    .filter(table ->
                            aftermath.shown().getOrDefault(table, Set.of()).contains(commit.tag()))
                    .toList();
            if (!shown.equals(wanted ? commit.tables() : List.of())) {
                complain(wanted ? "brought and not whole" : "not brought and shown", commit);
            }
        }
    }

    /** An opened merge is completed if and only if its commit is in the target's history. */
    private void opened() {
        var open = story.step(Deed.OPEN);
        var of = aftermath.opened().values().stream()
                .filter(one -> story.isOf(one.source()))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        require(open.get(), of.size() == 1);
        of.forEach(this::opened);
    }

    private void opened(Opened opened) {
        boolean completed = opened.state().equals("completed");
        if (completed != isOnMain(Deed.COMPLETE)
                || completed && opened.commit().filter(this::isOnMain).isEmpty()) {
            complain("half completed", opened);
        }
        story.step(Deed.ABORT).ifPresent(step -> require(step, opened.state().equals("aborted")));
        story.step(Deed.ANSWER).ifPresent(step -> require(step, opened.answered()));
    }

    private boolean isOnMain(String commit) {
        return main().stream().anyMatch(made -> made.id().equals(commit));
    }

    private void tag() {
        story.step(Deed.TAG).ifPresent(step -> {
            var commit = aftermath.tags().get(step.tag());
            require(step, commit != null);
            if (commit != null && step.id().filter(id -> !id.equals(commit)).isPresent()) {
                complain("another commit than was answered", step);
            }
        });
    }
}
