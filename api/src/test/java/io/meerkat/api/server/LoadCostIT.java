package io.meerkat.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        var created = iceberg.post("default/namespaces/default/tables", """
                        {"name":"t","schema":{"type":"struct","fields":[
                            {"id":1,"name":"x","type":"long","required":false}]}}""");
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        unreadableMetadata();
        iceberg.restart();
    }

    @AfterEach
    void stop() {
        iceberg.close();
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
    void idsAllocatedOnAnotherBranchAreServedAndKept() {
        new Database(source).sql().execute("update marks set last_column_id = 10, last_partition_id = 1005");

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
