package io.meerkat.command;

import io.meerkat.command.axon.Commands;
import io.meerkat.command.catalog.Catalogs;
import io.meerkat.command.event.Readers;
import io.meerkat.command.lane.LaneLimits;
import io.meerkat.command.lane.Lanes;
import io.meerkat.command.ref.Refs;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.LineId;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.commit.RecordedCommit;
import io.meerkat.storage.event.EventTable;
import io.meerkat.storage.event.StoredEvent;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.Nodes;
import io.meerkat.storage.load.RefPoint;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** The command side of one node of a fleet, on a database that it may share with others. */
public final class Node implements AutoCloseable {
    public static final TenantId TENANT = TenantId.DEFAULT;

    private final Database database;
    private final Commands commands;
    private final Lanes lanes;
    private final Catalogs catalogs;
    private final Refs refs;
    private final Trees trees;
    private final Loader loader;

    public Node(DataSource source) {
        this(source, LaneLimits.DEFAULT);
    }

    public Node(DataSource source, LaneLimits limits) {
        this(source, limits, new Readers());
    }

    public Node(DataSource source, LaneLimits limits, Readers readers) {
        this.database = new Database(source);
        this.commands = Aggregates.open(database, readers);
        this.trees = new Trees(database, new Nodes(database, 16 << 20));
        var idempotency = new IdempotencyTable(database, Duration.ofMinutes(30));
        this.lanes = new Lanes(database, commands, trees, idempotency, limits);
        this.catalogs = new Catalogs(database, commands, trees, idempotency);
        this.refs = new Refs(database, commands, trees);
        this.loader = new Loader(database, 1_000);
    }

    public Database database() {
        return database;
    }

    public Commands commands() {
        return commands;
    }

    public Catalogs catalogs() {
        return catalogs;
    }

    public Refs refs() {
        return refs;
    }

    public Trees trees() {
        return trees;
    }

    public Loader loader() {
        return loader;
    }

    /** Where a ref of a catalog points. */
    public Optional<ResolvedRef> ref(CatalogRow catalog, RefPoint point) {
        return loader.ref(TENANT, catalog.name(), point);
    }

    public CommitOutcome commit(CatalogRow catalog, BranchId branch, CommitRequest request) {
        return lanes.commit(TENANT, catalog.catalog(), branch, request);
    }

    public CatalogRow createCatalog(String name) {
        return catalogs.create(
                        TENANT, new CatalogName(name), "file:///w/" + name, new TreeMap<>(), "{}", Requests.ACTOR)
                .orElseThrow();
    }

    public CommitOutcome commit(CatalogRow catalog, CommitRequest request) {
        return lanes.commit(TENANT, catalog.catalog(), catalog.main(), request);
    }

    /** Commits all at the same time, each from a thread of its own; the outcomes are in the order of the requests. */
    public List<CommitOutcome> commitAll(CatalogRow catalog, List<CommitRequest> requests)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = requests.stream()
                    .map(request -> threads.submit(() -> commit(catalog, request)))
                    .toList();
            var outcomes = new ArrayList<CommitOutcome>();
            for (Future<CommitOutcome> future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    /** The commits of {@code main}, newest first. */
    public List<RecordedCommit> log(CatalogRow catalog) {
        return new CommitTable(database).ofLine(LineId.first(catalog.main()), Long.MAX_VALUE, 100_000);
    }

    /** The stored events of {@code main}. */
    public List<StoredEvent> events(CatalogRow catalog) {
        return new EventTable(database).ofStream(StreamId.of(TENANT, catalog.main()), 0, 100_000);
    }

    @Override
    public void close() {
        commands.close();
    }
}
