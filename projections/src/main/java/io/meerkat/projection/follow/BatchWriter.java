package io.meerkat.projection.follow;

import io.meerkat.storage.Database;
import java.util.List;
import java.util.Optional;
import org.jooq.exception.DataAccessException;

/**
 * Writes a batch in one transaction with its token. Events that cannot be written are found by halving and set aside
 * when they fail alone as well; a failure that is not theirs ends the batch, to be read again later.
 */
final class BatchWriter {
    private final Database database;
    private final TokenTable tokens;
    private final SetAsideTable setAside;
    private final ReadModel model;
    private final String follower;
    private final String schema;

    BatchWriter(Database database, TokenTable tokens, ReadModel model, String follower, String schema) {
        this.database = database;
        this.tokens = tokens;
        this.setAside = new SetAsideTable(database);
        this.model = model;
        this.follower = follower;
        this.schema = schema;
    }

    void write(Batch batch) {
        database.transact(() -> {
            // The token first: its row stays locked, so that a node that lost its claim writes nothing at all.
            FollowerTokens.require(tokens.move(follower, batch.segment(), batch.end()), follower);
            writeAll(batch.events());
            return batch;
        });
    }

    private void writeAll(List<RecordedEvent> events) {
        var failure = failureOf(events);
        if (failure.isEmpty()) {
            return;
        }
        if (events.size() == 1) {
            setAside.add(follower, events.getFirst(), failure.get());
            return;
        }
        int half = events.size() / 2;
        writeAll(events.subList(0, half));
        writeAll(events.subList(half, events.size()));
    }

    private Optional<RuntimeException> failureOf(List<RecordedEvent> events) {
        database.execute("savepoint events");
        try {
            model.write(schema, events);
            database.execute("release savepoint events");
            return Optional.empty();
        } catch (RuntimeException e) {
            if (!isOfTheEvents(e)) {
                throw e;
            }
            database.execute("rollback to savepoint events");
            return Optional.of(e);
        }
    }

    /** Data that the database refuses, or a mapping that fails; not a lost connection, a full disk, a missing table. */
    private static boolean isOfTheEvents(RuntimeException failure) {
        if (!(failure instanceof DataAccessException refused)) {
            return true;
        }
        var state = refused.sqlState();
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }
}
