package io.meerkat.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ManagementIT {
    private static final RunningServer SERVER = RunningServer.start();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TABLE = """
            {"name":"t","schema":{"type":"struct","fields":[{"id":1,"name":"a","required":false,"type":"int"}]}}
            """;

    @Test
    void aCatalogIsCreatedFoundListedAndDropped() {
        String name = fresh();

        var created = SERVER.post("/api/v1/catalogs", """
                {"name":"%s","properties":{"owner":"ann"},"unknown":[1]}
                """.formatted(name));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("catalog_type").stringValue()).isEqualTo("Local");
        assertThat(created.json().get("properties").get("owner").stringValue()).isEqualTo("ann");
        assertThat(created.json().get("storage_location").stringValue()).endsWith("/warehouse/" + name);
        assertThat(SERVER.get("/api/v1/catalogs/" + name).json()).isEqualTo(created.json());
        assertThat(texts(SERVER.get("/api/v1/catalogs"), "name")).contains("default", name);
        assertThat(SERVER.get("/v1/%s/namespaces".formatted(name)).text()).contains("[\"default\"]");

        assertThat(SERVER.delete("/api/v1/catalogs/" + name).status()).isEqualTo(204);
        assertThat(SERVER.get("/api/v1/catalogs/" + name).status()).isEqualTo(404);
        assertThat(SERVER.get("/v1/%s/namespaces".formatted(name)).status()).isEqualTo(404);
        assertThat(SERVER.delete("/api/v1/catalogs/" + name).status()).isEqualTo(404);
    }

    @Test
    void theNameOfADroppedCatalogIsFreeAgain() {
        String name = created();
        SERVER.delete("/api/v1/catalogs/" + name);

        assertThat(SERVER.post("/api/v1/catalogs", named(name)).status()).isEqualTo(201);
        assertThat(SERVER.get("/v1/%s/namespaces".formatted(name)).status()).isEqualTo(200);
    }

    @Test
    void aListOfCatalogsComesInPages() {
        created();
        created();
        var all = texts(SERVER.get("/api/v1/catalogs"), "name");

        assertThat(texts(SERVER.get("/api/v1/catalogs?limit=1&offset=1"), "name"))
                .isEqualTo(all.subList(1, 2));
        assertThat(SERVER.get("/api/v1/catalogs?limit=0").status()).isEqualTo(400);
        assertThat(SERVER.get("/api/v1/catalogs?offset=x").status()).isEqualTo(400);
    }

    @Test
    void aNameThatIsTakenIsAConflictThatSaysSo() {
        var refused = SERVER.post("/api/v1/catalogs", named("default"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("error").stringValue()).contains("default");
        assertThat(refused.json().get("message")).isEqualTo(refused.json().get("error"));
        assertThat(refused.json().get("code").intValue()).isEqualTo(409);
        assertThat(refused.json().get("request_id").stringValue()).isEqualTo("request-of-the-test");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"name\":null}",
                "{\"name\":7}",
                "{\"name\":\"..\"}",
                "{\"name\":\"a/b\"}",
                "{\"name\":\"namespaces\"}",
                "{\"name\":\"fine\",\"properties\":[]}",
                "{\"name\":\"fine\",\"properties\":{\"a\":1}}",
                "{\"name\":\"fine\",\"properties\":{\"a\":\"\\ud800\"}}",
                "{\"name\":\"fine\",\"catalog_type\":\"Federated\"}",
                "{\"name\":\"fine\",\"warehouse_name\":\"other\"}",
                "{\"name\":\"fine\",\"storage_location\":\"file:///etc\"}",
                "[]",
                "{\"name\":"
            })
    void aBodyThatNamesNoCatalogIsRefusedAndNothingIsMade(String body) {
        assertThat(SERVER.post("/api/v1/catalogs", body).status()).isEqualTo(400);
        assertThat(SERVER.get("/api/v1/catalogs/fine").status()).isEqualTo(404);
    }

    @Test
    void aCatalogLiesWhereAFolderCanBe() throws IOException {
        String root = SERVER.get("/api/v1/catalogs/default")
                .json()
                .get("storage_location")
                .stringValue();
        var file = Files.createFile(Path.of(root.substring("file://".length())).resolveSibling("file" + fresh()));

        for (String location : List.of(
                "file://" + file,
                "file://" + file + "/below",
                root + "/" + "p".repeat(256),
                root + "/a\\nb",
                ofBytes(root, 401))) {
            var refused = SERVER.post("/api/v1/catalogs", at("fine", location));
            assertThat(refused.status()).as(location).isEqualTo(400);
            assertThat(refused.json().get("error").stringValue()).isNotBlank();
            assertThat(SERVER.get("/api/v1/catalogs/fine").status()).isEqualTo(404);
        }
        for (String location : List.of(root + "/" + "p".repeat(255), ofBytes(root, 400))) {
            String name = fresh();
            assertThat(SERVER.post("/api/v1/catalogs", at(name, location)).status())
                    .as(location)
                    .isEqualTo(201);
            assertThat(SERVER.post("/v1/%s/namespaces/default/tables".formatted(name), TABLE)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theLongestNameHasATableBelowTheLongestRoot() {
        String root = SERVER.get("/api/v1/catalogs/default")
                .json()
                .get("storage_location")
                .stringValue();
        String name = fresh();
        SERVER.post("/api/v1/catalogs", at(name, ofBytes(root, 400)));
        var levels = IntStream.range(0, 32).mapToObj(i -> "n".repeat(42)).toList();
        for (int depth = 1; depth <= levels.size(); depth++) {
            SERVER.post(
                    "/v1/%s/namespaces".formatted(name),
                    "{\"namespace\":[\"%s\"]}".formatted(String.join("\",\"", levels.subList(0, depth))));
        }

        var made = SERVER.post(
                "/v1/%s/namespaces/%s/tables".formatted(name, String.join("%1F", levels)),
                TABLE.replace("\"t\"", "\"%s\"".formatted("t".repeat(64))));

        assertThat(made.status()).as(made.text()).isEqualTo(200);
    }

    private static String ofBytes(String root, int length) {
        var location = new StringBuilder(root + "/");
        while (location.length() < length) {
            location.append(location.length() % 60 == 7 ? '/' : 'x');
        }
        return location.toString();
    }

    private static String at(String name, String location) {
        return "{\"name\":\"%s\",\"storage_location\":\"%s\"}".formatted(name, location);
    }

    @Test
    void theDefaultCatalogStays() {
        assertThat(SERVER.delete("/api/v1/catalogs/default").status()).isEqualTo(409);
        assertThat(SERVER.get("/api/v1/catalogs/default").status()).isEqualTo(200);
    }

    @Test
    void aCatalogThatHoldsATableStaysUntilItIsGone() {
        String name = created();
        assertThat(SERVER.post("/v1/%s/namespaces/default/tables".formatted(name), TABLE)
                        .status())
                .isEqualTo(200);

        var refused = SERVER.delete("/api/v1/catalogs/" + name);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("error").stringValue()).contains("default.t");

        SERVER.delete("/v1/%s/namespaces/default/tables/t".formatted(name));
        assertThat(SERVER.delete("/api/v1/catalogs/" + name).status()).isEqualTo(204);
    }

    @Test
    void theLogShowsCommitsNewestFirstAndGoesOnBeforeOneOfThem() {
        String name = created();
        SERVER.post("/v1/%s/namespaces".formatted(name), "{\"namespace\":[\"a\"]}");
        SERVER.post("/v1/%s/namespaces".formatted(name), "{\"namespace\":[\"b\"]}");
        String path = "/api/v1/branches/main/commits?catalog=" + name;

        var log = SERVER.get(path);
        var ids = texts(log, "id");
        var newest = log.json().get(0);

        assertThat(log.status()).isEqualTo(200);
        assertThat(texts(log, "message").getFirst()).contains("b");
        assertThat(newest.get("parent_id").stringValue()).isEqualTo(ids.get(1));
        assertThat(newest.get("timestamp").isIntegralNumber()).isTrue();
        assertThat(log.json().get(ids.size() - 1).get("parent_id").isNull()).isTrue();
        assertThat(texts(SERVER.get(path + "&limit=1&offset=1"), "id")).isEqualTo(ids.subList(1, 2));
        assertThat(texts(SERVER.get(path + "&before=" + ids.get(1)), "id")).isEqualTo(ids.subList(2, ids.size()));
        assertThat(texts(
                        SERVER.get(
                                path + "&limit=1&before=" + newest.get("hash").stringValue()),
                        "id"))
                .isEqualTo(ids.subList(1, 2));
    }

    @Test
    void theLogOfWhatDoesNotExistIsNotFound() {
        assertThat(SERVER.get("/api/v1/branches/main/commits?catalog=nowhere").status())
                .isEqualTo(404);
        assertThat(SERVER.get("/api/v1/branches/other/commits").status()).isEqualTo(404);
        assertThat(SERVER.get("/api/v1/branches/main/commits?before=" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
        assertThat(SERVER.get("/api/v1/branches/main/commits").status()).isEqualTo(200);
    }

    @Test
    void theAuditShowsWhatWasDone() {
        String name = created();

        var entry = awaited(() -> SERVER.get("/api/v1/audit?action=create_catalog&resource_name=" + name));

        assertThat(entry.get("result").stringValue()).isEqualTo("success");
        assertThat(entry.get("resource_type").stringValue()).isEqualTo("catalog");
        assertThat(entry.get("ip_address").stringValue()).isEqualTo("127.0.0.1");
        assertThat(entry.get("user_agent").stringValue()).isEqualTo("tests");
        assertThat(entry.get("metadata").get("request_id").stringValue()).isEqualTo("request-of-the-test");
        String id = entry.get("id").stringValue();
        assertThat(SERVER.get("/api/v1/audit/" + id).json()).isEqualTo(entry);
        assertThat(SERVER.get("/api/v1/audit/count?resource_name=" + name)
                        .json()
                        .get("count")
                        .intValue())
                .isPositive();
    }

    @Test
    void theAuditShowsWhatWasRefusedByEitherDialect() {
        String name = created();
        SERVER.delete("/v1/%s/namespaces/nowhere/tables/t".formatted(name));
        SERVER.post("/api/v1/catalogs", named(name));
        SERVER.delete("/api/v1/catalogs/%s-not".formatted(name));

        var table = awaited(() -> SERVER.get("/api/v1/audit?result=failure&action=drop_table"));
        var taken =
                awaited(() -> SERVER.get("/api/v1/audit?result=failure&action=create_catalog&resource_name=" + name));
        var missing = awaited(() -> SERVER.get("/api/v1/audit?result=failure&resource_name=%s-not".formatted(name)));

        assertThat(table.get("error_message").stringValue()).startsWith("404 NoSuch");
        assertThat(table.get("metadata").get("path").stringValue())
                .isEqualTo("/v1/%s/namespaces/nowhere/tables/t".formatted(name));
        assertThat(table.get("error_message").stringValue()).contains("nowhere.t");
        assertThat(taken.get("error_message").stringValue()).isEqualTo("409 Conflict: Catalog already exists: " + name);
        assertThat(missing.get("action").stringValue()).isEqualTo("delete_catalog");
        assertThat(missing.get("ip_address").stringValue()).isEqualTo("127.0.0.1");
    }

    @Test
    void theAuditNamesWhatARefusedRequestNamesInItsBody() {
        String name = created();
        String catalog = "/v1/" + name;
        SERVER.post(catalog + "/namespaces", "{\"namespace\":[\"default\"]}");
        SERVER.post(catalog + "/namespaces/default/views", "{\"name\":\"v\"}");
        SERVER.post(
                catalog + "/namespaces/no%1Fwhere/register", "{\"name\":\"r\",\"metadata-location\":\"file:/none\"}");
        SERVER.post(
                catalog + "/tables/rename",
                "{\"source\":{\"namespace\":[\"a\",\"b\"],\"name\":\"t\"},\"destination\":{\"namespace\":[\"a\"],\"name\":\"u\"}}");
        SERVER.post(
                catalog + "/transactions/commit",
                "{\"table-changes\":[{\"identifier\":{\"namespace\":[\"a\"],\"name\":\"t\"},\"requirements\":[],\"updates\":[]}]}");

        assertThat(refused("create_namespace", catalog)).isEqualTo("default");
        assertThat(refused("rename_table", catalog)).isEqualTo("a.b.t");
        assertThat(refused("commit_table", catalog)).isEqualTo("a.t");
    }

    private static String refused(String action, String below) {
        var entry = awaited(() -> SERVER.get("/api/v1/audit?result=failure&action=" + action));
        assertThat(entry.get("metadata").get("path").stringValue()).startsWith(below);
        return entry.get("resource_name").stringValue();
    }

    @Test
    void anEntryThatDoesNotExistIsNotFoundUnderItsId() {
        String id = UUID.randomUUID().toString();

        var reply = SERVER.get("/api/v1/audit/" + id);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().get("event_id").stringValue()).isEqualTo(id);
        assertThat(SERVER.get("/api/v1/audit/none").status()).isEqualTo(404);
    }

    @Test
    void aFilterThatCannotBeReadFiltersNothing() {
        created();
        awaited(() -> SERVER.get("/api/v1/audit?start_time=soon&result=perhaps"));

        assertThat(SERVER.get("/api/v1/audit?limit=5000").status()).isEqualTo(200);
        assertThat(SERVER.get("/api/v1/audit?end_time=2000-01-01T00:00:00Z").json())
                .isEmpty();
    }

    @Test
    void metricsAreServedAsPlainText() {
        var metrics = SERVER.get("/metrics");

        assertThat(metrics.contentType())
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(metrics.text())
                .contains("meerkat_audit_lag_positions ", "meerkat_audit_lag_seconds ", "meerkat_nodes_alive 1.0");
    }

    @Test
    void whatNobodyServesIsRefusedInTheFormOfManagementCalls() {
        assertThat(SERVER.get("/api/v1/nothing").json().get("code").intValue()).isEqualTo(404);
        assertThat(SERVER.post("/api/v1/audit", "").status()).isEqualTo(405);
    }

    /** Waits until the audit log has heard of it. */
    private static JsonNode awaited(Supplier<Reply> question) {
        var end = Instant.now().plus(PATIENCE);
        var found = question.get().json();
        while (found.isEmpty() && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
            found = question.get().json();
        }
        assertThat(found).isNotEmpty();
        return found.get(0);
    }

    private static String created() {
        String name = fresh();
        assertThat(SERVER.post("/api/v1/catalogs", named(name)).status()).isEqualTo(201);
        return name;
    }

    private static String fresh() {
        return "c" + UUID.randomUUID();
    }

    private static String named(String name) {
        return "{\"name\":\"%s\"}".formatted(name);
    }

    private static List<String> texts(Reply reply, String field) {
        return StreamSupport.stream(reply.json().spliterator(), false)
                .map(row -> row.get(field).stringValue())
                .toList();
    }
}
