package io.meerkat.api.server;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.iceberg.IcebergApi;
import io.meerkat.api.location.Locations;
import io.meerkat.api.location.Unfinished;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.api.sweep.Sweep;
import io.meerkat.command.Aggregates;
import io.meerkat.command.axon.Commands;
import io.meerkat.command.event.Readers;
import io.meerkat.command.lane.LaneLimits;
import io.meerkat.model.Actor;
import io.meerkat.model.CatalogName;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.CommitGraphs;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.Nodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** Iceberg REST as a server wires it, without the port: on connections that a test can watch or break. */
final class DialectUnderTest implements AutoCloseable {
    private static final Memory MEMORY = new Memory(1 << 20, 1 << 20, 1 << 20, 1_000);
    private static final Actor ACTOR =
            new Actor(PrincipalId.NOBODY, Optional.empty(), "test", SaltedText.withFreshSalt("test"));

    private final Path data;
    private final Database lanes;
    private final Database reads;
    private final Commands commands;
    private Foundation foundation;
    private IcebergApi iceberg;

    private DialectUnderTest(Path data, DataSource lanes, DataSource reads) {
        this.data = data;
        this.lanes = new Database(lanes);
        this.reads = new Database(reads);
        this.commands = Aggregates.open(this.lanes);
        this.foundation = foundation(data, this.lanes, this.reads, commands);
        this.iceberg = Wiring.iceberg(foundation, Wiring.lanes(foundation, LaneLimits.DEFAULT));
    }

    static DialectUnderTest on(Path data, DataSource source) {
        return on(data, source, source);
    }

    /** On a database that holds nothing yet. */
    static DialectUnderTest on(Path data, DataSource lanes, DataSource reads) {
        var dialect = new DialectUnderTest(data, lanes, reads);
        String root = Warehouse.root(dialect.foundation.locations());
        dialect.foundation.catalogs().create(TenantId.DEFAULT, CatalogName.DEFAULT, root, new TreeMap<>(), "{}", ACTOR);
        return dialect;
    }

    /** Another server on the same database. */
    static DialectUnderTest beside(Path data, DataSource source) {
        return new DialectUnderTest(data, source, source);
    }

    private static Foundation foundation(Path data, Database lanes, Database reads, Commands commands) {
        var options = new ServeOptions(
                0,
                data,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(Path.of("/nowhere")),
                List.of(),
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofMinutes(30),
                Map.of());
        return new Foundation(
                options,
                Clock.systemUTC(),
                MEMORY,
                Locations.of(warehouse(data), List.of(Path.of("/nowhere"))),
                lanes,
                reads,
                reads,
                new Loader(reads, MEMORY.keys()),
                new Nodes(reads, MEMORY.nodes()),
                new CommitGraphs(reads),
                new Readers(),
                commands,
                new IdempotencyTable(lanes, options.idempotencyLifetime()),
                Unfinished.open(Foundation.unfinished(data, lanes)));
    }

    private static Path warehouse(Path data) {
        try {
            return Files.createDirectories(data.resolve("warehouse")).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With nothing in memory. */
    void restart() {
        foundation.unfinished().close();
        foundation = foundation(data, lanes, reads, commands);
        iceberg = Wiring.iceberg(foundation, Wiring.lanes(foundation, LaneLimits.DEFAULT));
    }

    /** As the background does now and then. */
    void sweep(Clock clock) {
        new Sweep(lanes, foundation.unfinished(), foundation.locations(), clock).run();
    }

    void limit(LaneLimits limits) {
        iceberg = Wiring.iceberg(foundation, Wiring.lanes(foundation, limits));
    }

    Answer get(String path) {
        return get(path, Map.of());
    }

    Answer get(String path, Map<String, String> headers) {
        return send("GET", path, "", headers);
    }

    Answer delete(String path) {
        return send("DELETE", path, "", Map.of());
    }

    /** Under an idempotency key. */
    Answer send(String method, String path, String body, UUID key) {
        return send(method, path, body, Map.of("idempotency-key", key.toString()));
    }

    Answer post(String path, String body) {
        return send("POST", path, body, Map.of());
    }

    /** {@code path}: without a leading slash, behind the version. */
    Answer send(String method, String path, String body, Map<String, String> headers) {
        return iceberg.answer(new Request(
                method,
                List.of(("v1/" + path).split("/")),
                Map.of(),
                headers,
                body.getBytes(StandardCharsets.UTF_8),
                ACTOR));
    }

    @Override
    public void close() {
        commands.close();
        foundation.unfinished().close();
    }
}
