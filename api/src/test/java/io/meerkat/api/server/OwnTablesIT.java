package io.meerkat.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.http.Answer;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server prepares a change on what it left of the table itself; that must never be seen but in what it costs. */
class OwnTablesIT {
    private static final String TABLES = "default/namespaces/default/tables";
    private static final String TABLE = TABLES + "/t";

    @TempDir
    private Path data;

    private final DataSource database = TestDatabase.freshSource();
    private final CountingSource reads = new CountingSource(database);
    private DialectUnderTest server;
    private DialectUnderTest other;

    @BeforeEach
    void createATable() {
        server = DialectUnderTest.on(data.resolve("first"), database, reads);
        other = DialectUnderTest.beside(data.resolve("first"), database);
        require(200, server.post(TABLES, "{\"name\":\"t\",\"schema\":{\"type\":\"struct\",\"fields\":[]}}"));
    }

    @AfterEach
    void stop() {
        server.close();
        other.close();
    }

    @Test
    void whoChangedATableLastChangesItAgainWithoutLooking() {
        require(200, server.post(TABLE, set("n", 1)));
        reads.taken();

        require(200, server.post(TABLE, set("n", 2)));

        assertThat(reads.taken()).isZero();
        assertThat(server.get(TABLE).text()).contains("\"n\":\"2\"");
    }

    @Test
    void whatAnotherServerDidMeanwhileIsBuiltOn() {
        for (int i = 0; i < 6; i++) {
            require(200, server.post(TABLE, set("here", i)));
            require(200, other.post(TABLE, set("there", i)));
        }

        assertThat(server.get(TABLE).text()).contains("\"here\":\"5\"", "\"there\":\"5\"");
    }

    @Test
    void aRequirementThatFailsOnWhatThisServerLeftIsLookedAtAgain() {
        require(200, server.post(TABLE, set("n", 1)));
        String uuid = UUID.randomUUID().toString();
        String replaced =
                "{\"name\":\"t\",\"schema\":{\"type\":\"struct\",\"fields\":[]},\"properties\":{\"new\":\"1\"}}";
        require(204, other.delete(TABLE));

        require(404, server.post(TABLE, set("n", 2)));

        require(200, other.post(TABLES, replaced));
        require(200, server.post(TABLE, set("n", 3)));
        require(409, server.post(TABLE, required(uuid)));
        assertThat(server.get(TABLE).text())
                .contains("\"new\":\"1\"", "\"n\":\"3\"")
                .doesNotContain("\"n\":\"2\"");
    }

    @Test
    void aTableOfACatalogThatIsGoneIsNotThereUnderItsKeyToo() {
        require(200, server.post(TABLE, set("n", 1)));
        var gone = new CatalogTable(new Database(database));
        gone.list(TenantId.DEFAULT).forEach(catalog -> gone.drop(catalog.tenant(), catalog.catalog(), Instant.now()));
        var key = Bodies.key();

        require(404, server.send("POST", TABLE, set("n", 2), key));
        require(404, server.send("POST", TABLE, set("n", 2), key));
        require(404, server.post(TABLES, "{\"name\":\"u\",\"schema\":{\"type\":\"struct\",\"fields\":[]}}"));
    }

    private static String set(String key, int value) {
        return "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":{\"%s\":\"%d\"}}]}"
                .formatted(key, value);
    }

    private static String required(String uuid) {
        return "{\"requirements\":[{\"type\":\"assert-table-uuid\",\"uuid\":\"%s\"}],\"updates\":[]}".formatted(uuid);
    }

    private static void require(int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }
}
