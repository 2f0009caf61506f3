package io.meerkat.projection.follow;

import io.meerkat.storage.Database;
import io.meerkat.storage.event.Position;

/** The two ends of building a model anew: empty tables beside the current ones, and the exchange of the two. */
final class Rebuild {
    private final Database database;
    private final TokenTable tokens;
    private final SetAsideTable setAside;
    private final ReadModel model;
    private final String beside;

    Rebuild(Database database, TokenTable tokens, SetAsideTable setAside, ReadModel model, String beside) {
        this.database = database;
        this.tokens = tokens;
        this.setAside = setAside;
        this.model = model;
        this.beside = beside;
    }

    /** Makes the tables, and forgets what an earlier rebuild left unfinished. */
    void begin() {
        database.transact(() -> {
            tokens.remove(beside);
            setAside.clear(beside);
            for (String table : model.tables()) {
                database.execute("drop table if exists %s.%s".formatted(ReadSchema.NEXT, table));
                database.execute("create table %s.%s (like %s.%s including all)"
                        .formatted(ReadSchema.NEXT, table, ReadSchema.CURRENT, table));
            }
            tokens.begin(beside, 0, Position.BEFORE_ALL);
            return model;
        });
    }

    /**
     * Exchanges the tables once the new ones say at least as much as the current ones. The node that keeps the current
     * ones loses its claim by that, and goes on from where the new ones stand. True if there is nothing left to do.
     */
    boolean switchOver() {
        return database.transact(() -> {
            var current = tokens.lock(model.name());
            var next = tokens.lock(beside);
            if (next.isEmpty()) {
                return true;
            }
            if (next.get().compareTo(current.orElse(Position.BEFORE_ALL)) < 0) {
                return false;
            }
            for (String table : model.tables()) {
                database.execute("drop table %s.%s".formatted(ReadSchema.CURRENT, table));
                database.execute(
                        "alter table %s.%s set schema %s".formatted(ReadSchema.NEXT, table, ReadSchema.CURRENT));
            }
            setAside.clear(model.name());
            setAside.rename(beside, model.name());
            tokens.place(model.name(), next.get());
            tokens.remove(beside);
            return true;
        });
    }
}
