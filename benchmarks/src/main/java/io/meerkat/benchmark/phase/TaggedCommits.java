package io.meerkat.benchmark.phase;

import io.meerkat.benchmark.catalog.Bodies;
import io.meerkat.benchmark.catalog.Table;
import io.meerkat.benchmark.check.Fate;
import io.meerkat.benchmark.check.Slots;
import io.meerkat.benchmark.http.Answer;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.http.Request;
import io.meerkat.benchmark.measure.Worker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Commits that set a property of a table, with their tags. What an answer shows of a table is what later writes of the
 * same connection are looked for in, so that the check costs no further requests.
 */
final class TaggedCommits {
    static final int RETRIES_MAX = 100;
    private static final int SLOTS = 4;
    private static final int CONFLICT = 409;
    private static final byte[] METADATA = "\"metadata\"".getBytes(StandardCharsets.UTF_8);

    private final Session session;
    private final List<Table> tables;
    /** By connection, then by table. Each connection uses its own only, until all have ended. */
    private final List<Map<Integer, Slots>> slots = new ArrayList<>();

    TaggedCommits(Session session, List<Table> tables) {
        this.session = session;
        this.tables = tables;
        for (int connection = 0; connection < session.connections(); connection++) {
            slots.add(new HashMap<>());
        }
    }

    /** One commit to a table chosen at random, repeated as long as somebody else was first. */
    boolean once(Worker worker) throws NoAnswerException {
        var chosen = worker.random().nextInt(tables.size());
        var table = tables.get(chosen);
        var mine = slots.get(worker.index())
                .computeIfAbsent(chosen, _ -> new Slots("c" + worker.index() + "-" + table.name(), SLOTS));
        for (int retry = 0; retry < RETRIES_MAX; retry++) {
            var answer = attempt(worker, table, mine);
            if (answer.status() != CONFLICT) {
                return answer.succeeded();
            }
            examine(worker.send(session.load(table)), mine);
        }
        return false;
    }

    private Answer attempt(Worker worker, Table table, Slots mine) throws NoAnswerException {
        var attempt = mine.next();
        var answer = worker.send(Request.post(
                session.catalog().table(table.namespace(), table.name()),
                Bodies.setProperties(table, Map.of(attempt.property(), attempt.tag()))));
        attempt.ended(Fate.of(answer.status()));
        examine(answer, mine);
        return answer;
    }

    private void examine(Answer answer, Slots mine) {
        if (answer.succeeded() && answer.contains(METADATA)) {
            mine.examine(answer, session.findings());
        }
    }

    /** Looks for the newest writes of all connections to all tables that were written to. */
    void check() throws NoAnswerException {
        var written = slots.stream()
                .flatMap(ofConnection -> ofConnection.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        session.reload(tables, written, (index, answer) -> {
            for (var ofConnection : slots) {
                Optional.ofNullable(ofConnection.get(index))
                        .ifPresent(mine -> mine.examine(answer, session.findings()));
            }
        });
    }
}
