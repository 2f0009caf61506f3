package io.meerkat.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.ContentId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.Allocation;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.claim.MarkTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a load costs the database and the disk. */
class LoadCostIT {
    private static final String PATH = "default/namespaces/default/tables/t";

    @TempDir
    private Path data;

    private final CountingSource source = new CountingSource(TestDatabase.freshSource());
    private DialectUnderTest iceberg;

    @BeforeEach
    void createATable() throws IOException {
        iceberg = DialectUnderTest.on(data, source);
        var created = iceberg.post("default/namespaces/default/tables", table("t"));
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        unreadableMetadata();
        iceberg.restart();
    }

    @AfterEach
    void stop() {
        iceberg.close();
    }

    private static String table(String name) {
        return """
                {"name":"%s","schema":{"type":"struct","fields":[
                    {"id":1,"name":"x","type":"long","required":false}]}}""".formatted(name);
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

    @Test
    void aLoadIsOneStatementAfterARestartAndWarmAndAnswered304AndReadsNoFile() {
        source.taken();

        var first = iceberg.get(PATH);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.text()).contains("\"metadata\":{", "\"table-uuid\"");
        assertThat(source.taken()).as("first after a restart").isOne();

        assertThat(iceberg.get(PATH).text()).isEqualTo(first.text());
        assertThat(source.taken()).as("warm").isOne();

        assertThat(iceberg.get(PATH, Map.of("if-none-match", first.headers().get("ETag")))
                        .status())
                .isEqualTo(304);
        assertThat(source.taken()).as("not modified").isOne();
    }

    @Test
    void aLoadIsOneStatementWhateverBecameOfThisTableAndOfOthers() {
        iceberg.get(PATH);
        iceberg.post("default/namespaces/default/tables", table("other"));
        source.taken();

        assertThat(iceberg.get("default/namespaces/default/tables/other").status())
                .isEqualTo(200);
        assertThat(source.taken()).as("after its own create").isOne();

        assertThat(iceberg.post("default/namespaces/default/tables/other", addColumn(2))
                        .status())
                .isEqualTo(200);
        source.taken();
        assertThat(iceberg.get("default/namespaces/default/tables/other").text())
                .contains("\"last-column-id\":2");
        assertThat(source.taken()).as("after it got a column").isOne();
        assertThat(iceberg.get(PATH).status()).isEqualTo(200);
        assertThat(source.taken()).as("after another got a column").isOne();

        iceberg.post("default/namespaces", "{\"namespace\":[\"n\"]}");
        source.taken();
        assertThat(iceberg.get("default/namespaces/n").status()).isEqualTo(200);
        assertThat(source.taken()).as("a namespace after its create").isOne();
    }

    @Test
    void loadsOfManyTablesAtOnceShareStatements() throws Exception {
        for (int i = 0; i < 64; i++) {
            iceberg.post("default/namespaces/default/tables", table("t" + i));
            iceberg.get(PATH + i);
        }
        source.taken();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var loads = threads.invokeAll(IntStream.range(0, 640)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> iceberg.get(PATH + i % 64).status())
                    .toList());
            assertThat(loads.stream().map(Future::resultNow).distinct()).containsExactly(200);
        }
        assertThat(source.taken()).isLessThan(640);
    }

    @Test
    void aLoadReadsNoFragmentsBesideItsOwn() {
        var database = new Database(source);
        database.execute("""
                insert into fragments
                select '00000000-0000-0000-0000-000000000000', sha256(i::text::bytea), i::text::bytea
                from generate_series(1, 20000) i""");
        database.execute("analyze fragments");
        long before = scans(database);

        for (int i = 0; i < 10; i++) {
            iceberg.restart();
            assertThat(iceberg.get(PATH).status()).isEqualTo(200);
        }

        assertThat(scans(database)).as("reads of the whole table").isEqualTo(before);
    }

    private static long scans(Database database) {
        return database.query("""
                        select pg_stat_get_numscans('fragments'::regclass) + coalesce(pg_stat_get_xact_numscans('fragments'::regclass), 0)
                        from (select pg_stat_force_next_flush()) flushed""").fetchOptional(0, Long.class).orElseThrow();
    }

    @Test
    void idsAllocatedOnAnotherBranchAreServedAndKept() {
        assertThat(iceberg.get(PATH).status()).isEqualTo(200);
        var database = new Database(source);
        var table = new ContentId(database.query("select content_id from marks")
                .fetchOptional(0, UUID.class)
                .orElseThrow());
        var catalog = new CatalogId(database.query("select catalog from marks")
                .fetchOptional(0, UUID.class)
                .orElseThrow());
        new MarkTable(database)
                .raise(
                        TenantId.DEFAULT,
                        catalog,
                        new BranchId(UUID.randomUUID()),
                        List.of(new Allocation(table, 10, 1_005)));

        assertThat(iceberg.get(PATH).text()).contains("\"last-column-id\":10", "\"last-partition-id\":1005");

        var taken = iceberg.post(PATH, addColumn(7));
        assertThat(taken.status()).as(taken.text()).isEqualTo(409);
        assertThat(taken.text()).contains("reload");
        var farAway = iceberg.post(PATH, addColumn(2_000_000));
        assertThat(farAway.status()).as(farAway.text()).isEqualTo(400);
        var free = iceberg.post(PATH, addColumn(11));
        assertThat(free.status()).as(free.text()).isEqualTo(200);
        assertThat(iceberg.get(PATH).text()).contains("\"last-column-id\":11");
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
