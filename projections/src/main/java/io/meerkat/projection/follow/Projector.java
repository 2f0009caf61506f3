package io.meerkat.projection.follow;

import io.meerkat.storage.Database;
import io.meerkat.storage.event.EventTable;
import io.meerkat.storage.event.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/** Keeps one read model up to date, on whichever node of the fleet holds the claim on its follower. */
public final class Projector implements AutoCloseable {
    private static final Duration REBUILD_POLL = Duration.ofMillis(100);
    private static final String BESIDE = "-next";

    private final Database database;
    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final TokenForm form;
    private final ReadModel model;
    private final EventTable stored;
    private final TokenTable tokens;
    private final SetAsideTable setAside;
    private final Follower follower;

    public Projector(
            Database database,
            StreamableMessageSource<TrackedEventMessage<?>> events,
            TokenForm form,
            ReadModel model) {
        this.database = database;
        this.events = events;
        this.form = form;
        this.model = model;
        this.stored = new EventTable(database);
        this.tokens = new TokenTable(database, UUID.randomUUID());
        this.setAside = new SetAsideTable(database);
        this.follower = follower(model.name(), ReadSchema.CURRENT);
    }

    public void start() {
        follower.start();
    }

    /** Told from the stored token, so that every node tells the same. */
    public Lag lag() {
        var at = tokens.position(model.name()).orElse(Position.BEFORE_ALL);
        var waiting = stored.after(at, 1);
        if (waiting.isEmpty()) {
            return Lag.NONE;
        }
        var oldest = waiting.getFirst();
        long distance = stored.last().position() - oldest.position().position() + 1;
        var waited = Duration.between(oldest.row().recordedAt(), now());
        return new Lag(Math.max(1, distance), waited.isNegative() ? Duration.ZERO : waited);
    }

    /** How many events the model had to go on without. */
    public long setAside() {
        return setAside.count(model.name());
    }

    /**
     * Builds the model anew from the first event, beside the current tables, which stay readable and are kept up to date
     * meanwhile; then the new ones take their place in one transaction. Returns when that is done.
     */
    public void rebuild() throws InterruptedException {
        var rebuild = new Rebuild(database, tokens, setAside, model, model.name() + BESIDE);
        rebuild.begin();
        try (var beside = follower(model.name() + BESIDE, ReadSchema.NEXT)) {
            beside.start();
            while (!rebuild.switchOver()) {
                Thread.sleep(REBUILD_POLL);
            }
        }
    }

    @Override
    public void close() {
        follower.close();
    }

    private Follower follower(String name, String schema) {
        var writer = new BatchWriter(database, tokens, model, name, schema);
        return new Follower(name, events, new FollowerTokens(tokens, form), form, writer::write);
    }

    private Instant now() {
        return database.query("select clock_timestamp()")
                .fetchOptional(0, OffsetDateTime.class)
                .orElseThrow()
                .toInstant();
    }
}
