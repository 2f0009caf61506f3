package io.meerkat.conformance.faults;

import static io.meerkat.conformance.rest.Bodies.namespace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.MeerkatProcess;
import io.meerkat.conformance.server.Word;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** An event that the audit log cannot be written with: here by a constraint that its table was given. */
@Tag("faults")
@Tag("long")
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the server must be started here")
class PoisonedEventIT {
    private static final Path DATA = Path.of("target", "poisoned");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void isSetAsideAndReportedAndReadAgainByARebuild() throws SQLException {
        try (var server = MeerkatProcess.startAfresh(DATA);
                var client = new RestClient(server.uri())) {
            sql("alter table meerkat_read.audit_entries add constraint poison check (resource_name <> 'poison')");
            List.of("before", "poison", "after").forEach(name -> client.mustPost("/v1/namespaces", namespace(name)));

            await().atMost(PATIENCE).until(() -> metric(client, "meerkat_audit_events_set_aside 1.0"));
            await().atMost(PATIENCE).until(() -> metric(client, "meerkat_audit_lag_positions 0.0"));
            assertThat(audited(client)).contains("before", "after").doesNotContain("poison");
            assertThat(client.get("/v1/namespaces/poison").status()).isEqualTo(200);
            assertThat(server.log()).contains("audit cannot write event", "and goes on without it");
            var ids = ids(client);

            sql("alter table meerkat_read.audit_entries drop constraint poison");
            server.stop();
            var rebuild = Word.meerkat(DATA.resolveSibling("poisoned.rebuild"), "rebuild", "--data", DATA.toString());
            server.restart();

            assertThat(rebuild.exitCode()).as(rebuild.errors()).isZero();
            assertThat(rebuild.text()).contains("the audit log was built anew, without 0 of the events");
            assertThat(audited(client)).contains("before", "poison", "after");
            assertThat(ids(client)).containsAll(ids);
            assertThat(metric(client, "meerkat_audit_events_set_aside 0.0")).isTrue();
        }
    }

    private static void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(CommitLog.jdbcUrl(DATA));
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static boolean metric(RestClient client, String line) {
        return client.mustGet("/metrics").body().lines().anyMatch(line::equals);
    }

    private static List<String> audited(RestClient client) {
        return texts(client, "resource_name");
    }

    private static List<String> ids(RestClient client) {
        return texts(client, "id");
    }

    private static List<String> texts(RestClient client, String field) {
        return client.mustGet("/api/v1/audit")
                .json()
                .valueStream()
                .map(entry -> entry.get(field).asText())
                .toList();
    }
}
