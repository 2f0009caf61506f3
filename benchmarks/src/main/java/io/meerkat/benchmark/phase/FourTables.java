package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Bodies;
import io.meerkat.benchmark.catalog.Table;
import io.meerkat.benchmark.check.Fate;
import io.meerkat.benchmark.check.Slots;
import io.meerkat.benchmark.http.Answer;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import io.meerkat.benchmark.measure.Worker;
import java.util.List;
import java.util.Map;

/** Tables that one connection alone changes, always together. */
final class FourTables {
    static final int TABLES = 4;
    /** Transactions between two looks, since an answer shows nothing; a look is four loads that are not counted. */
    private static final int SLOTS = 64;

    private final Session session;
    private final List<Table> tables;
    private final Slots slots;

    FourTables(Session session, List<Table> tables, int number) {
        this.session = session;
        this.tables = tables;
        this.slots = new Slots("x" + number, SLOTS);
    }

    boolean commit(Worker worker) throws NoAnswerException {
        if (slots.isFull()) {
            check(worker::sendUncounted);
        }
        return commit(worker::send).succeeded();
    }

    Answer commit(OwnTable.Sender sender) throws NoAnswerException {
        var attempt = slots.next();
        var property = Map.of(attempt.property(), attempt.tag());
        var changes = tables.stream()
                .map(table -> Bodies.setProperties(table, property))
                .toList();
        var answer = sender.send(Request.post(session.catalog().transactions(), Bodies.transaction(changes)));
        attempt.ended(Fate.of(answer.status()));
        return answer;
    }

    void check(OwnTable.Sender sender) throws NoAnswerException {
        slots.look();
        for (var table : tables) {
            var answer = sender.send(session.load(table));
            Session.require(answer, "reading back " + table.name());
            slots.lookAt(answer);
        }
        slots.judge(session.findings(), tables.size());
    }
}
