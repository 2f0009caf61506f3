package io.meerkat.conformance.crash.story;

import io.meerkat.conformance.crash.Ledger.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One branch's life as its writer was told it, to be read when the writer has stopped. */
final class Story {
    private final String branch;
    private final List<Step> steps = new ArrayList<>();

    Story(String branch) {
        this.branch = branch;
    }

    enum Deed {
        BRANCH,
        COMMIT,
        REBASE,
        MERGE,
        /** A merge that moves its target to commits that it leaves as they are, or makes anew. */
        REPLAY,
        PICK,
        OPEN,
        ANSWER,
        COMPLETE,
        ABORT,
        REVERT,
        RESET,
        TAG,
        DELETE
    }

    /**
     * @param tag the message of the commit that it makes, if it makes one, and for a commit of tables their new property
     * @param id what the answer named: a commit, or a merge that was opened
     */
    record Step(Deed deed, String tag, List<String> tables, Told told, Optional<String> id) {}

    String branch() {
        return branch;
    }

    boolean isOf(String name) {
        return branch.equals(name);
    }

    String nextTag() {
        return "%s.%d".formatted(branch, steps.size());
    }

    Story with(Step step) {
        steps.add(step);
        return this;
    }

    Stream<Step> steps() {
        return steps.stream();
    }

    List<Step> commits() {
        return steps(Deed.COMMIT).toList();
    }

    Optional<Step> step(Deed deed) {
        return steps(deed).findFirst();
    }

    private Stream<Step> steps(Deed deed) {
        return steps().filter(step -> step.deed() == deed);
    }

    @Override
    public String toString() {
        return "%s %s".formatted(branch, steps);
    }
}
