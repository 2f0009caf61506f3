package io.meerkat.api.server;

import static io.meerkat.api.server.Bodies.table;
import static io.meerkat.api.server.Bodies.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is kept with a commit to tell a person what the client asked for. */
class ExplanationIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path data;

    private final DataSource source = TestDatabase.freshSource();

    @Test
    void severalChangesOfOneTableInOneTransactionAreAllExplainedInTheirOrder() {
        try (var iceberg = DialectUnderTest.on(data, source)) {
            iceberg.post("namespaces/default/tables", table("t"));
            var answer = iceberg.post("transactions/commit", transaction("first", "second", "third"));
            assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        }

        var explained = JSON.readTree(newestEvent().findValue("updates").stringValue());

        assertThat(explained.get("updates"))
                .extracting(update ->
                        update.get("updates").propertyNames().iterator().next())
                .containsExactly("first", "second", "third");
    }

    private JsonNode newestEvent() {
        byte[] payload = new Database(source)
                .query("select payload from events order by position desc limit 1")
                .fetchOptional(0, byte[].class)
                .orElseThrow();
        return JSON.readTree(new String(payload, StandardCharsets.UTF_8));
    }
}
