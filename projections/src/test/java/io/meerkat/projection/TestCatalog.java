package io.meerkat.projection;

import io.meerkat.command.Aggregates;
import io.meerkat.command.axon.Commands;
import io.meerkat.command.catalog.Catalogs;
import io.meerkat.command.event.PolledEvents;
import io.meerkat.command.event.PositionToken;
import io.meerkat.command.lane.LaneLimits;
import io.meerkat.command.lane.Lanes;
import io.meerkat.model.Actor;
import io.meerkat.model.CatalogName;
import io.meerkat.model.CommitId;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitOutcome.Committed;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Edit;
import io.meerkat.projection.audit.AuditModel;
import io.meerkat.projection.follow.Lag;
import io.meerkat.projection.follow.Projector;
import io.meerkat.projection.follow.ReadModel;
import io.meerkat.projection.follow.ReadSchema;
import io.meerkat.projection.follow.TokenForm;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.Nodes;
import io.meerkat.storage.load.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A catalog that can be committed to, in a fresh database that has room for read models. */
public final class TestCatalog implements AutoCloseable {
    public static final TenantId TENANT = TenantId.DEFAULT;
    public static final Actor ACTOR =
            new Actor(PrincipalId.SERVER, Optional.empty(), "request-1", SaltedText.withFreshSalt("127.0.0.1 curl"));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Database database;
    private final Catalogs catalogs;
    private final Lanes lanes;
    private final Commands commands;
    private final CatalogRow row;

    public TestCatalog() {
        var source = TestDatabase.freshSource();
        ReadSchema.migrate(source);
        database = new Database(source);
        var trees = new Trees(database, new Nodes(database, 16 << 20));
        var idempotency = new IdempotencyTable(database, Duration.ofMinutes(30));
        commands = Aggregates.open(database);
        lanes = new Lanes(database, commands, trees, idempotency, LaneLimits.DEFAULT);
        catalogs = new Catalogs(database, commands, trees, idempotency);
        row = catalogs.create(TENANT, new CatalogName("sales"), "file:///w/sales", new TreeMap<>(), "{}", ACTOR)
                .orElseThrow();
    }

    public Database database() {
        return database;
    }

    public CatalogRow row() {
        return row;
    }

    public Projector auditProjector() {
        return projector(new AuditModel(database));
    }

    public Projector projector(ReadModel model) {
        var form = new TokenForm(PositionToken::new, token -> ((PositionToken) token).at());
        return new Projector(database, PolledEvents.in(database), form, model);
    }

    public CommitId createNamespace(String name) {
        return commit(
                "create " + name,
                new Edit.Put(
                        NamespacePath.of(name),
                        new ContentId(UUID.randomUUID()),
                        new NamespaceContent(new TreeMap<>()),
                        Optional.empty()));
    }

    public CommitId removeNamespace(String name) {
        return commit("remove " + name, new Edit.Remove(NamespacePath.of(name), Optional.empty()));
    }

    public CommitId commit(String message, Edit... edits) {
        var request = CommitRequest.by(ACTOR, SaltedText.withFreshSalt(message));
        List.of(edits).forEach(request::edit);
        var outcome = lanes.commit(TENANT, row.catalog(), row.main(), request.build());
        return ((Committed) outcome).id();
    }

    public void drop() {
        catalogs.drop(row, ACTOR);
    }

    public static void awaitCaughtUp(Projector projector) throws InterruptedException {
        var end = Instant.now().plus(PATIENCE);
        while (!projector.lag().equals(Lag.NONE)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("still behind: " + projector.lag());
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        commands.close();
    }
}
