package io.meerkat.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.iceberg.IcebergApi;
import io.meerkat.api.location.Locations;
import io.meerkat.api.options.ServeOptions;
import io.meerkat.command.Aggregates;
import io.meerkat.command.axon.Commands;
import io.meerkat.model.Actor;
import io.meerkat.model.CatalogName;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.Nodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a load costs the database and the disk. */
class LoadCostIT {
    private static final Actor ACTOR =
            new Actor(PrincipalId.NOBODY, Optional.empty(), "test", SaltedText.withFreshSalt("test"));
    private static final String PATH = "v1/default/namespaces/default/tables/t";

    @TempDir
    private Path data;

    private final CountingSource source = new CountingSource(TestDatabase.freshSource());
    private final Database database = new Database(source);
    private final Commands commands = Aggregates.open(database);

    @BeforeEach
    void createATable() throws IOException {
        var foundation = foundation();
        String root = Locations.of(foundation.warehouse()) + "/default";
        foundation.catalogs().create(TenantId.DEFAULT, CatalogName.DEFAULT, root, new TreeMap<>(), "{}", ACTOR);
        var created = Wiring.iceberg(foundation)
                .answer(request("POST", "v1/default/namespaces/default/tables", Map.of(), """
                        {"name":"t","schema":{"type":"struct","fields":[
                            {"id":1,"name":"x","type":"long","required":false}]}}"""));
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        unreadableMetadata();
    }

    @AfterEach
    void stop() {
        commands.close();
    }

    /** Whoever read a metadata file now would find no metadata in it. */
    private void unreadableMetadata() throws IOException {
        try (var files = Files.walk(data)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".metadata.json"))
                    .toList()) {
                Files.writeString(file, "not to be read");
            }
        }
    }

    /** As after a restart: with nothing in memory. */
    private Foundation foundation() throws IOException {
        var warehouse = Files.createDirectories(data.resolve("warehouse")).toRealPath();
        var options = new ServeOptions(
                0,
                data,
                Optional.empty(),
                List.of(),
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofMinutes(30),
                Map.of());
        return new Foundation(
                options,
                Clock.systemUTC(),
                new Memory(1 << 20, 1 << 20, 1 << 20),
                warehouse,
                database,
                database,
                database,
                new Nodes(database, 1 << 20),
                commands,
                new IdempotencyTable(database, options.idempotencyLifetime()));
    }

    private static Request request(String method, String path, Map<String, String> headers, String body) {
        return new Request(
                method, List.of(path.split("/")), Map.of(), headers, body.getBytes(StandardCharsets.UTF_8), ACTOR);
    }

    private static Answer load(IcebergApi iceberg, Map<String, String> headers) {
        return iceberg.answer(request("GET", PATH, headers, ""));
    }

    @Test
    void aLoadIsOneStatementAfterARestartAndWarmAndAnswered304AndReadsNoFile() throws IOException {
        var iceberg = Wiring.iceberg(foundation());
        source.taken();

        var first = load(iceberg, Map.of());
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.text()).contains("\"metadata\":{", "\"table-uuid\"");
        assertThat(source.taken()).as("first after a restart").isOne();

        assertThat(load(iceberg, Map.of()).text()).isEqualTo(first.text());
        assertThat(source.taken()).as("warm").isOne();

        assertThat(load(iceberg, Map.of("if-none-match", first.headers().get("ETag")))
                        .status())
                .isEqualTo(304);
        assertThat(source.taken()).as("not modified").isOne();
    }

    @Test
    void idsAllocatedOnAnotherBranchAreServedAndKept() throws IOException {
        var iceberg = Wiring.iceberg(foundation());
        database.sql().execute("update marks set last_column_id = 10, last_partition_id = 1005");

        assertThat(load(iceberg, Map.of()).text()).contains("\"last-column-id\":10", "\"last-partition-id\":1005");

        var taken = iceberg.answer(request("POST", PATH, Map.of(), addColumn(7)));
        assertThat(taken.status()).as(taken.text()).isEqualTo(409);
        assertThat(taken.text()).contains("reload");
        var farAway = iceberg.answer(request("POST", PATH, Map.of(), addColumn(2_000_000)));
        assertThat(farAway.status()).as(farAway.text()).isEqualTo(400);
        var free = iceberg.answer(request("POST", PATH, Map.of(), addColumn(11)));
        assertThat(free.status()).as(free.text()).isEqualTo(200);
        assertThat(load(iceberg, Map.of()).text()).contains("\"last-column-id\":11");
    }

    private static String addColumn(int id) {
        return """
                {"requirements":[],"updates":[
                  {"action":"add-schema","schema":{"type":"struct","fields":[
                    {"id":1,"name":"x","type":"long","required":false},
                    {"id":%d,"name":"y","type":"long","required":false}]}},
                  {"action":"set-current-schema","schema-id":-1}]}""".formatted(id);
    }
}
