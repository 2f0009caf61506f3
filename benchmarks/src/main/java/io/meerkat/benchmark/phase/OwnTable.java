package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Bodies;
import io.meerkat.benchmark.catalog.Table;
import io.meerkat.benchmark.check.Chain;
import io.meerkat.benchmark.check.Fate;
import io.meerkat.benchmark.http.Answer;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import io.meerkat.benchmark.measure.Worker;

/** A table that one connection alone appends to. */
final class OwnTable {
    private final Session session;
    private final Table table;
    private final Chain chain;

    OwnTable(Session session, Table table) {
        this.session = session;
        this.table = table;
        this.chain = new Chain(table.name());
    }

    interface Sender {
        Answer send(Request request) throws NoAnswerException;
    }

    boolean append(Worker worker) throws NoAnswerException {
        return append(worker::send, worker.random().nextLong(1, Long.MAX_VALUE));
    }

    boolean append(Sender sender, long snapshot) throws NoAnswerException {
        var body = Bodies.append(table, snapshot, chain.newest(), chain.nextSequence(), System.currentTimeMillis());
        try {
            var answer = sender.send(Request.post(session.catalog().table(table.namespace(), table.name()), body));
            chain.ended(snapshot, Fate.of(answer.status()));
            if (answer.succeeded()) {
                examineShown(answer);
                return true;
            }
        } catch (NoAnswerException e) {
            chain.ended(snapshot, Fate.UNKNOWN);
            resume(sender);
            throw e;
        }
        resume(sender);
        return false;
    }

    private void examineShown(Answer answer) {
        if (Chain.current(answer).isPresent()) {
            chain.examineNewest(answer, session.findings());
        }
    }

    private void resume(Sender sender) throws NoAnswerException {
        var loaded = sender.send(session.load(table));
        if (loaded.succeeded()) {
            chain.examineNewest(loaded, session.findings());
            chain.resumeFrom(loaded);
        }
    }

    Table table() {
        return table;
    }

    void examine(Answer loaded) {
        chain.examineAll(loaded, session.findings());
    }
}
