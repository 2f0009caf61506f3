package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Bodies;
import io.meerkat.benchmark.catalog.Table;
import io.meerkat.benchmark.check.Fate;
import io.meerkat.benchmark.check.Slots;
import io.meerkat.benchmark.check.Slots.Attempt;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import io.meerkat.benchmark.measure.Worker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Groups of tables that one connection alone changes, one group after the other, each time on a new branch, which it merges. */
final class BranchWork {
    private static final int SLOTS = 16;

    /** One group of so many is worked on while nothing is ready, or nothing is measured yet. */
    private static final int SPARE = 4;

    /** What a server does after it answered a commit, such as to write it into its audit, is not counted with a merge. */
    private static final Duration SETTLING = Duration.ofMillis(200);

    private final Branching branching;
    private final int number;
    private final List<List<Table>> groups;
    private final List<Slots> slots;
    private final Deque<Branch> ready = new ArrayDeque<>();
    private int branches;

    BranchWork(Branching branching, int number, List<List<Table>> groups) {
        this.branching = branching;
        this.number = number;
        this.groups = groups;
        this.slots = IntStream.range(0, groups.size())
                .mapToObj(group -> new Slots("m%d-%d".formatted(number, group), SLOTS))
                .toList();
    }

    /** A branch on which a group was changed. */
    private record Branch(String name, Attempt attempt) {}

    /**
     * Makes a branch for each group but a few, so that merges that are measured need not wait for theirs; the few are worked on
     * before.
     */
    void prepare(OwnTable.Sender sender) throws NoAnswerException {
        for (int group = spare(); group < groups.size(); group++) {
            ready.add(make(sender, group));
        }
    }

    private int spare() {
        return (groups.size() + SPARE - 1) / SPARE;
    }

    /**
     * The merge is the unit. While it warms up, and when all branches that were ready are merged, the one for it is made
     * before.
     */
    boolean once(Worker worker) throws NoAnswerException {
        var branch = worker.isMeasured() && !ready.isEmpty() ? ready.remove() : made(worker);
        worker.beginUnit();
        var answer = worker.send(branching.merge(branch.name()));
        branch.attempt().ended(Fate.of(answer.status()));
        return answer.succeeded();
    }

    private Branch made(Worker worker) throws NoAnswerException {
        var branch = make(worker::sendUncounted, branches % spare());
        if (worker.isMeasured()) {
            settle();
        }
        return branch;
    }

    private static void settle() {
        try {
            Thread.sleep(SETTLING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Branch make(OwnTable.Sender sender, int group) throws NoAnswerException {
        if (slots.get(group).isFull()) {
            check(sender, group);
        }
        var name = "%s-%d-%d".formatted(branching.session().space(), number, branches++);
        Session.require(sender.send(branching.create(name)), name);
        var attempt = slots.get(group).next();
        var property = Map.of(attempt.property(), attempt.tag());
        var changes = new ArrayList<String>();
        groups.get(group).forEach(table -> changes.add(Bodies.setProperties(table, property)));
        var on = branching.session().at(name).catalog();
        Session.require(sender.send(Request.post(on.transactions(), Bodies.transaction(changes))), name);
        return new Branch(name, attempt);
    }

    void check(OwnTable.Sender sender) throws NoAnswerException {
        for (int group = 0; group < groups.size(); group++) {
            check(sender, group);
        }
    }

    private void check(OwnTable.Sender sender, int group) throws NoAnswerException {
        slots.get(group).look();
        for (var table : groups.get(group)) {
            var answer = sender.send(branching.session().load(table));
            Session.require(answer, "reading back " + table.name());
            slots.get(group).lookAt(answer);
        }
        slots.get(group).judge(branching.session().findings(), groups.get(group).size());
    }
}
