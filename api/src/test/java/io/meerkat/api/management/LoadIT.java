package io.meerkat.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LoadIT {
    private static final RunningServer SERVER = RunningServer.start();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String catalog = catalog();
    private final TablesElsewhere elsewhere = new TablesElsewhere(
            SERVER.data().resolve("warehouse/from-elsewhere").resolve(catalog));

    @Test
    void manyNamespacesAndTablesAreOneCommit() {
        var lines = "{\"namespace\":[\"a\"],\"properties\":{\"owner\":\"ann\"}}\n{\"namespace\":[\"a\",\"deeper\"]}\n"
                + elsewhere.lines("a", 1_500);

        var loaded = load(lines);

        assertThat(loaded.status()).as(loaded.text()).isEqualTo(200);
        assertThat(counts(loaded)).containsExactly(2, 1_500, 0, 0);
        var log = SERVER.get("/api/v1/branches/main/commits?limit=2&catalog=" + catalog)
                .json();
        assertThat(log.get(0).get("hash")).isEqualTo(loaded.json().get("commit"));
        assertThat(log.get(0).get("message").stringValue()).isEqualTo("load 1500 tables and 2 namespaces");
        assertThat(log.get(1).get("message").stringValue()).doesNotContain("load");
        assertThat(SERVER.get("/v1/%s/namespaces/a".formatted(catalog))
                        .json()
                        .at("/properties/owner")
                        .stringValue())
                .isEqualTo("ann");
        assertThat(table("t1499").at("/metadata/properties/name").stringValue()).isEqualTo("t1499");
        assertThat(SERVER.get("/v1/%s/namespaces/a/tables".formatted(catalog))
                        .json()
                        .get("identifiers"))
                .hasSize(1_500);
    }

    @Test
    void aLoadedTableIsChangedAndDroppedLikeAnyOther() {
        load(namespace("a") + elsewhere.line("a", "t"));
        String path = "/v1/%s/namespaces/a/tables/t".formatted(catalog);

        var changed = SERVER.post(
                path, "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":{\"x\":\"y\"}}]}");

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(table("t").at("/metadata/properties/x").stringValue()).isEqualTo("y");
        assertThat(SERVER.delete(path).status()).isEqualTo(204);
    }

    @Test
    void everyKeyHasAnEntryInTheAuditAndEveryTableOwnsItsLocation() throws InterruptedException {
        load(namespace("audited") + elsewhere.lines("audited", 20));

        var deadline = Instant.now().plus(PATIENCE);
        while (audited().size() < 20 && Instant.now().isBefore(deadline)) {
            Thread.sleep(50);
        }
        assertThat(audited()).hasSize(20);
        assertThat(SERVER.database()
                        .query(
                                "select count(*) from claims c join catalogs on catalogs.catalog = c.catalog"
                                        + " where c.state = 'live' and catalogs.name = ?",
                                catalog)
                        .fetchOptional(0, Integer.class))
                .contains(20);
    }

    private static List<JsonNode> audited() {
        var entries = SERVER.get("/api/v1/audit?limit=1000&action=create_table").json();
        return StreamSupport.stream(entries.spliterator(), false)
                .filter(entry -> entry.get("resource_name").stringValue().startsWith("audited."))
                .toList();
    }

    @Test
    void ofAWrongLineNothingIsLoadedAndEachIsNamed() {
        load(namespace("there"));
        var folder = elsewhere.folder();
        var refused = load(namespace("a")
                + elsewhere.line("a", "good")
                + "nonsense\n"
                + "{\"namespace\":[\"a\"],\"name\":\"other\",\"format\":\"delta\"}\n");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(lines(refused)).containsExactly(3, 4);
        assertThat(refused.json().get("message").stringValue())
                .startsWith("Nothing was loaded: 2 lines cannot be. Line 3, 'nonsense': this is no line of JSON");

        var unreadable = load(elsewhere.line("there", "good")
                + "{\"namespace\":[\"there\"],\"name\":\"gone\",\"metadata-location\":\"file://%s/gone.json\"}\n"
                        .formatted(folder)
                + "{\"namespace\":[\"there\"],\"name\":\"out\",\"metadata-location\":\"file:///etc/passwd\"}\n"
                + elsewhere.line("nowhere", "t")
                + elsewhere.line("there", "below", folder.resolve("there-good/data")));

        assertThat(unreadable.status()).isEqualTo(400);
        assertThat(lines(unreadable)).containsExactly(2, 3, 4, 5);
        assertThat(messages(unreadable))
                .satisfiesExactly(
                        gone -> assertThat(gone).contains("there is no file"),
                        out -> assertThat(out).contains("outside the warehouse"),
                        nowhere -> assertThat(nowhere).isEqualTo("the namespace nowhere does not exist"),
                        below -> assertThat(below).contains("overlaps that of there.good on line 1"));
        assertThat(SERVER.get("/v1/%s/namespaces/there/tables".formatted(catalog))
                        .json()
                        .get("identifiers"))
                .isEmpty();
    }

    @Test
    void whatIsThereOtherwiseIsAConflictUnlessItIsToBeSkipped() {
        load("{\"namespace\":[\"a\"],\"properties\":{\"owner\":\"ann\"}}\n" + elsewhere.line("a", "t"));
        var lines = "{\"namespace\":[\"a\"],\"properties\":{\"owner\":\"bob\"}}\n"
                + elsewhere.line("a", "t", elsewhere.folder().resolve("another"))
                + elsewhere.line("a", "u");

        var refused = load(lines);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(lines(refused)).containsExactly(1, 2);
        assertThat(messages(refused)).first().isEqualTo("the namespace exists and has other properties");
        assertThat(counts(SERVER.post(path() + "?existing=skip", lines))).containsExactly(0, 1, 0, 2);
        assertThat(SERVER.get("/v1/%s/namespaces/a".formatted(catalog)).text()).contains("ann");
    }

    @Test
    void aPlaceThatBelongsToAnotherTableIsAConflict() {
        load(namespace("a") + elsewhere.line("a", "t"));

        var refused = load(elsewhere.line("a", "u", elsewhere.folder().resolve("a-t/deeper")));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(messages(refused)).singleElement().asString().endsWith("which belongs to a.t");
    }

    @Test
    void loadedAgainAllIsThereAlreadyAndNoCommitIsMade() {
        var lines = namespace("a") + elsewhere.lines("a", 3);
        var first = load(lines);

        var again = load(lines);

        assertThat(counts(again)).containsExactly(0, 0, 4, 0);
        assertThat(again.json().get("commit")).isEqualTo(first.json().get("commit"));
    }

    @Test
    void underOneKeyItIsDoneOnceAndAnsweredTwice() {
        var key = uuid7();
        var lines = namespace("a") + elsewhere.line("a", "t");
        var first = SERVER.post(path(), lines, key);
        SERVER.delete("/v1/%s/namespaces/a/tables/t".formatted(catalog));

        assertThat(SERVER.post(path(), lines, key).json()).isEqualTo(first.json());
        assertThat(SERVER.post(path(), namespace("b"), key).status()).isEqualTo(422);
        assertThat(SERVER.post(path() + "?existing=skip", lines, key).status()).isEqualTo(422);
    }

    @Test
    void aDryRunTellsWhatWouldBeAndMakesNothing() {
        var lines = namespace("a") + elsewhere.line("a", "t");

        var tried = SERVER.post(path() + "?dry_run=true", lines);

        assertThat(counts(tried)).containsExactly(1, 1, 0, 0);
        assertThat(tried.json().get("dry_run").booleanValue()).isTrue();
        assertThat(SERVER.get("/v1/%s/namespaces/a".formatted(catalog)).status())
                .isEqualTo(404);
        assertThat(lines(SERVER.post(path() + "?dry_run=true", lines + "x\n"))).containsExactly(3);
    }

    @ParameterizedTest
    @CsvSource({
        "?existing=replace, 400, 'existing must be fail or skip: ''replace'''",
        "?dry_run=maybe, 400, 'dry_run must be true or false: ''maybe'''",
    })
    void refusesParametersThatItDoesNotKnow(String query, int status, String message) {
        var refused = SERVER.post(path() + query, namespace("a"));

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.json().get("message").stringValue()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing-of-that-name, 404", "CATALOG@main~1, 403", "CATALOG@2020-01-01T00:00:00Z, 403"})
    void loadsOnlyIntoTheHeadOfABranchThatIsThere(String expected) {
        var parts = expected.split(", ");

        var refused =
                SERVER.post("/api/v1/catalogs/%s/load".formatted(parts[0].replace("CATALOG", catalog)), namespace("a"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(Integer.parseInt(parts[1]));
    }

    private static String catalog() {
        String name = "c" + UUID.randomUUID();
        SERVER.post("/api/v1/catalogs", "{\"name\":\"%s\"}".formatted(name));
        return name;
    }

    private String path() {
        return "/api/v1/catalogs/%s/load".formatted(catalog);
    }

    private Reply load(String lines) {
        return SERVER.post(path(), lines);
    }

    private JsonNode table(String name) {
        return SERVER.get("/v1/%s/namespaces/a/tables/%s".formatted(catalog, name))
                .json();
    }

    private static String namespace(String name) {
        return "{\"namespace\":[\"%s\"]}\n".formatted(name);
    }

    /** Namespaces, tables, unchanged, skipped. */
    private static List<Integer> counts(Reply reply) {
        var json = reply.json();
        return List.of(
                json.path("namespaces").asInt(-1),
                json.path("tables").asInt(-1),
                json.path("unchanged").asInt(-1),
                json.path("skipped").asInt(-1));
    }

    private static List<Integer> lines(Reply refused) {
        return StreamSupport.stream(refused.json().path("errors").spliterator(), false)
                .map(error -> error.get("line").intValue())
                .toList();
    }

    private static List<String> messages(Reply refused) {
        return StreamSupport.stream(refused.json().path("errors").spliterator(), false)
                .map(error -> error.get("message").stringValue())
                .toList();
    }

    private static UUID uuid7() {
        var random = UUID.randomUUID();
        return new UUID(System.currentTimeMillis() << 16 | 0x7000L, random.getLeastSignificantBits());
    }
}
