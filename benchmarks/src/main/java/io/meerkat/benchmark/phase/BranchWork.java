package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Bodies;
import io.meerkat.benchmark.catalog.Table;
import io.meerkat.benchmark.check.Fate;
import io.meerkat.benchmark.check.Slots;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import io.meerkat.benchmark.measure.Worker;
import java.util.List;
import java.util.Map;

/** Tables that one connection alone changes, together and each time on a new branch, which it merges. */
final class BranchWork {
    private static final int SLOTS = 16;

    private final Branching branching;
    private final int number;
    private final List<Table> tables;
    private final Slots slots;
    private int branches;

    BranchWork(Branching branching, int number, List<Table> tables) {
        this.branching = branching;
        this.number = number;
        this.tables = tables;
        this.slots = new Slots("m" + number, SLOTS);
    }

    /** The merge is the unit: what is merged is made before it begins. */
    boolean once(Worker worker) throws NoAnswerException {
        if (slots.isFull()) {
            check(worker::sendUncounted);
        }
        var branch = "%s-%d-%d".formatted(branching.session().space(), number, branches++);
        Session.require(worker.sendUncounted(branching.create(branch)), branch);
        var attempt = slots.next();
        var property = Map.of(attempt.property(), attempt.tag());
        var changes = tables.stream()
                .map(table -> Bodies.setProperties(table, property))
                .toList();
        var on = branching.session().at(branch).catalog();
        Session.require(worker.sendUncounted(Request.post(on.transactions(), Bodies.transaction(changes))), branch);
        worker.beginUnit();
        var answer = worker.send(branching.merge(branch));
        attempt.ended(Fate.of(answer.status()));
        worker.sendUncounted(branching.delete(branch));
        return answer.succeeded();
    }

    void check(OwnTable.Sender sender) throws NoAnswerException {
        slots.look();
        for (var table : tables) {
            var answer = sender.send(branching.session().load(table));
            Session.require(answer, "reading back " + table.name());
            slots.lookAt(answer);
        }
        slots.judge(branching.session().findings(), tables.size());
    }
}
