package io.meerkat.api.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.location.Locations;
import io.meerkat.api.management.RunningServer;
import io.meerkat.api.management.RunningServer.Reply;
import io.meerkat.command.Aggregates;
import io.meerkat.command.axon.Commands;
import io.meerkat.command.purge.Purges;
import io.meerkat.storage.load.Nodes;
import io.meerkat.storage.load.Trees;
import io.meerkat.storage.purge.VisibleTables;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A purge deletes nothing that another branch or tag can show. */
class SharedTablesIT {
    private static final RunningServer SERVER = RunningServer.start();
    private static final Commands COMMANDS = Aggregates.open(SERVER.database());
    private static final String TABLE = """
            {"name":"t","schema":{"type":"struct","fields":[{"id":1,"name":"a","required":false,"type":"int"}]}}
            """;

    private final String catalog = "c" + UUID.randomUUID().toString().substring(0, 8);

    private static void purgeNow() {
        var database = SERVER.database();
        new Purger(
                        database,
                        new Purges(database, COMMANDS),
                        new VisibleTables(database, new Trees(database, new Nodes(database, 1 << 20))),
                        Locations.of(SERVER.data().resolve("warehouse"), List.of()),
                        Duration.ZERO,
                        Duration.ZERO,
                        System::nanoTime)
                .run();
    }

    private String table(String ref) {
        return "/v1/%s%s/namespaces/default/tables".formatted(catalog, ref);
    }

    private Path create(String ref) {
        return file(SERVER.post(table(ref), TABLE));
    }

    private static Path file(Reply table) {
        assertThat(table.status()).as(table.text()).isEqualTo(200);
        return Path.of(URI.create(table.json().get("metadata-location").stringValue()));
    }

    private void purge(String ref) {
        assertThat(SERVER.delete(table(ref) + "/t?purgeRequested=true").status())
                .isEqualTo(204);
        purgeNow();
    }

    private void make(String kind, String body) {
        assertThat(SERVER.post("/api/v2/catalogs/%s/%s".formatted(catalog, kind), body)
                        .status())
                .isEqualTo(201);
    }

    private void makeCatalog() {
        SERVER.post("/api/v1/catalogs", "{\"name\":\"%s\"}".formatted(catalog));
    }

    @Test
    void aTableThatABranchGrewWithStaysWhoeverOfThemPurgesIt() {
        makeCatalog();
        var file = create("");
        make("branches", "{\"name\":\"dev\"}");
        make("branches", "{\"name\":\"other\",\"from\":\"dev\"}");

        purge("@dev");
        assertThat(file).exists();
        purge("");
        assertThat(file).exists();

        assertThat(file(SERVER.get(table("@other") + "/t"))).isEqualTo(file);
    }

    @Test
    void aTableOfOneBranchAloneIsPurgedThere() {
        makeCatalog();
        make("branches", "{\"name\":\"dev\"}");
        var file = create("@dev");

        purge("@dev");

        assertThat(file).doesNotExist();
    }

    @Test
    void aTableThatATagHoldsStays() {
        makeCatalog();
        var file = create("");
        make("tags", "{\"name\":\"v1\"}");

        purge("");

        assertThat(file).exists();
        assertThat(SERVER.get(table("@v1") + "/t").status()).isEqualTo(200);
    }

    @Test
    void aTableThatABranchBroughtBackBeforeItsPurgeBeganStays() {
        makeCatalog();
        var file = create("");
        assertThat(SERVER.delete(table("") + "/t?purgeRequested=true").status()).isEqualTo(204);
        make("branches", "{\"name\":\"back\",\"from\":\"main~1\"}");

        purgeNow();

        assertThat(file).exists();
        assertThat(SERVER.get(table("@back") + "/t").status()).isEqualTo(200);
    }

    @Test
    void aTableThatAResetOfMainBroughtBackBeforeItsPurgeBeganStays() {
        makeCatalog();
        var file = create("");
        assertThat(SERVER.delete(table("") + "/t?purgeRequested=true").status()).isEqualTo(204);
        assertThat(SERVER.post("/api/v2/catalogs/%s/branches/main/reset".formatted(catalog), "{\"to\":\"main~1\"}")
                        .status())
                .isEqualTo(200);

        purgeNow();

        assertThat(file).exists();
        assertThat(file(SERVER.get(table("") + "/t"))).isEqualTo(file);
        var location = file.resolve("../..").normalize();
        var thief = SERVER.post(
                table(""),
                TABLE.replace("\"t\"", "\"thief\"")
                        .replace("}]}}", "}]},\"location\":\"file://%s\"}")
                        .formatted(location));
        assertThat(thief.status()).as(thief.text()).isEqualTo(400);
        assertThat(thief.text()).contains("belongs to another table");
    }

    @Test
    void aRefToACommitWhoseTableWasPurgedStopsNoOtherPurge() {
        makeCatalog();
        var gone = create("");
        purge("");
        assertThat(gone).doesNotExist();
        make("tags", "{\"name\":\"old\",\"at\":\"main~1\"}");
        assertThat(SERVER.get(table("@old") + "/t").status()).isEqualTo(404);

        var next = create("");
        // Of a line that a tag holds, but made after it.
        purge("");
        assertThat(next).doesNotExist();
    }

    private void merge(String source, String target) {
        var merged = SERVER.post(
                "/api/v2/catalogs/%s/merges".formatted(catalog),
                "{\"source\":\"%s\",\"branch\":\"%s\"}".formatted(source, target));
        assertThat(merged.status()).as(merged.text()).isEqualTo(200);
    }

    @Test
    void aTableThatWasMergedStaysWhicheverBranchPurgesIt() {
        makeCatalog();
        make("branches", "{\"name\":\"dev\"}");
        var file = create("@dev");
        merge("dev", "main");

        purge("@dev");

        assertThat(file).exists();
        assertThat(file(SERVER.get(table("") + "/t"))).isEqualTo(file);
        merge("main", "dev");
        assertThat(SERVER.get(table("@dev") + "/t").status()).isEqualTo(404);
    }

    @Test
    void whatIsPurgedIsNotBroughtBackByAMerge() {
        makeCatalog();
        make("branches", "{\"name\":\"dev\"}");
        create("@dev");
        var revert = "{\"commit\":\"dev\",\"branch\":\"dev\"}";
        assertThat(SERVER.delete(table("@dev") + "/t?purgeRequested=true").status())
                .isEqualTo(204);
        purgeNow();

        var refused = SERVER.post("/api/v2/catalogs/%s/reverts".formatted(catalog), revert);

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("purged");
        assertThat(SERVER.get(table("@dev") + "/t").status()).isEqualTo(404);
    }

    @Test
    void filesThatATableOfABranchNamesStayWhenAnotherTableIsPurged() {
        makeCatalog();
        var file = create("");
        String folder = String.valueOf(file.getParent());
        assertThat(Files.exists(Path.of(folder))).isTrue();
        make("branches", "{\"name\":\"dev\"}");
        SERVER.post(
                table("@dev") + "/t",
                "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":{\"p\":\"q\"}}]}");
        var onDev = file(SERVER.get(table("@dev") + "/t"));

        purge("");

        assertThat(onDev).exists();
        assertThat(file).exists();
    }
}
