package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who sees a table that other refs show, too, is told not to delete its files. */
class GcFlagIT {
    private final RunningServer server = RunningServer.shared();
    private final TestCatalog catalog = TestCatalog.on(server);

    private static Optional<String> flag(JsonNode table) {
        return Optional.ofNullable(table.get("metadata").get("properties").get("gc.enabled"))
                .map(JsonNode::stringValue);
    }

    private void assertShared(String ref, String table) {
        assertThat(flag(catalog.load(ref, table))).as(table + ref).contains("false");
        assertThat(flag(ok(server.get(catalog.tables(ref) + "/" + table + "?snapshots=refs"))
                        .json()))
                .as(table + ref)
                .contains("false");
    }

    private void assertPrivate(String ref, String table) {
        assertThat(flag(catalog.load(ref, table))).as(table + ref).isEmpty();
    }

    private void deleteBranch(String name) {
        ok(server.delete(catalog.refs() + "branches/" + name));
    }

    @Test
    void aTableIsSharedByTheBranchesThatShowItAndByNoOthers() {
        catalog.create("", "before");
        assertPrivate("", "before");
        catalog.branch("dev", "main");
        catalog.create("", "on_main");
        catalog.create("@dev", "on_dev");

        assertShared("", "before");
        assertShared("@dev", "before");
        assertPrivate("", "on_main");
        assertPrivate("@dev", "on_dev");
        catalog.branch("of-dev", "dev");
        assertShared("@dev", "on_dev");
        assertShared("@of-dev", "on_dev");
        assertPrivate("", "on_main");
        deleteBranch("dev");
        assertShared("@of-dev", "before");
        assertPrivate("@of-dev", "on_dev");
        deleteBranch("of-dev");
        assertPrivate("", "before");
    }

    @Test
    void whatIsFixedShowsNothingOfItsOwn() {
        catalog.create("", "t");
        String before = catalog.head("main");
        assertShared("@" + before, "t");
        assertPrivate("", "t");
        ok(catalog.post("tags", "{\"name\":\"v1\"}"));
        catalog.create("", "u");

        assertShared("@v1", "t");
        assertShared("", "t");
        assertPrivate("", "u");
        ok(server.delete(catalog.refs() + "tags/v1"));
        assertPrivate("", "t");
    }

    @Test
    void whatWasMergedIsSharedAsLongAsBothShowIt() {
        catalog.branch("dev", "main");
        catalog.create("@dev", "t");
        catalog.create("", "u");
        ok(catalog.post("merges", "{\"source\":\"dev\"}"));

        assertShared("", "t");
        assertShared("@dev", "t");
        assertPrivate("", "u");
        catalog.create("@dev", "later");
        assertPrivate("@dev", "later");
        deleteBranch("dev");
        assertPrivate("", "t");
    }

    @Test
    void whatWasMergedFromABranchThatIsGoneIsSharedWithNobodyWhoDoesNotShowIt() {
        catalog.branch("other", "main");
        catalog.branch("ingest", "main");
        catalog.create("@ingest", "t");
        catalog.create("@ingest", "renamed");
        ok(catalog.post("merges", "{\"source\":\"ingest\"}"));
        assertShared("", "t");

        deleteBranch("ingest");

        assertPrivate("", "t");
        ok(catalog.post("merges", "{\"source\":\"main\",\"branch\":\"other\",\"mode\":\"squash\"}"));
        assertShared("", "t");
        assertShared("@other", "t");
        catalog.drop("@other", "t");
        ok(catalog.post("tags", "{\"name\":\"since-the-drop\",\"at\":\"other\"}"));
        assertPrivate("", "t");
        assertShared("", "renamed");
        catalog.rename("", "renamed", "anew");
        assertShared("", "anew");
    }

    @Test
    void whatWasMergedFromABranchThatIsResetSinceIsItsOwnNoMore() {
        catalog.branch("other", "main");
        catalog.branch("dev", "main");
        catalog.create("@dev", "t");
        ok(catalog.post("merges", "{\"source\":\"dev\"}"));
        assertShared("@dev", "t");

        ok(catalog.post("branches/main/reset", "{\"to\":\"other\"}"));

        assertPrivate("@dev", "t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merges {'source':'main','branch':'dev'}",
                "merges {'source':'main','branch':'dev','mode':'squash'}",
                "merges {'source':'main','branch':'dev','mode':'rebase'}",
                "cherry-picks {'commit':'main','branch':'dev'}",
                "rebases {'branch':'dev','onto':'main'}"
            })
    void whatComesToABranchFromTheOneItGrewFromIsShared(String call) {
        catalog.branch("dev", "main");
        catalog.create("", "t");
        catalog.create("@dev", "u");

        ok(catalog.post(
                call.substring(0, call.indexOf(' ')),
                call.substring(call.indexOf('{')).replace('\'', '"')));

        assertShared("", "t");
        assertShared("@dev", "t");
        catalog.create("", "later");
        assertPrivate("", "later");
        deleteBranch("dev");
        assertPrivate("", "t");
    }

    @Test
    void whatABranchTakesBackThatItWasResetFromIsSharedWithWhoHasItStill() {
        catalog.create("", "t");
        String made = catalog.head("main");
        catalog.branch("dev", "main");
        ok(catalog.post("branches/main/reset", "{\"to\":\"main~1\"}"));
        ok(catalog.post("cherry-picks", "{\"commit\":\"%s\"}".formatted(made)));

        assertShared("", "t");
        assertShared("@dev", "t");
    }

    @Test
    void aTableThatWasRegisteredAnewLiesWhereTheOldOneDoes() {
        catalog.create("", "t");
        String made = catalog.head("main");
        String file = catalog.load("", "t").get("metadata-location").stringValue();
        catalog.drop("", "t");
        ok(server.post(
                "/v1/%s/namespaces/default/register".formatted(catalog.name()),
                "{\"name\":\"again\",\"metadata-location\":\"%s\"}".formatted(file)));
        assertPrivate("", "again");

        catalog.branch("old", made);

        assertShared("@old", "t");
        assertShared("", "again");
    }

    @Test
    void afterAFastForwardBothShowIt() {
        catalog.branch("dev", "main");
        catalog.create("@dev", "t");
        ok(catalog.post("merges", "{\"source\":\"dev\",\"mode\":\"fast_forward_only\"}"));
        catalog.create("", "u");
        catalog.create("@dev", "v");

        assertShared("", "t");
        assertShared("@dev", "t");
        assertPrivate("", "u");
        assertPrivate("@dev", "v");
    }

    @Test
    void aResetTakesWhatItLeavesFromNobody() {
        catalog.create("", "t");
        catalog.branch("dev", "main");
        catalog.create("@dev", "u");
        catalog.branch("other", "dev");
        assertShared("@dev", "u");

        ok(catalog.post("branches/other/reset", "{\"to\":\"main\"}"));

        assertPrivate("@dev", "u");
        assertShared("@dev", "t");
        ok(catalog.post("branches/dev/reset", "{\"to\":\"dev~1\"}"));
        catalog.create("@dev", "w");
        assertPrivate("@dev", "w");
        assertShared("", "t");
    }

    @Test
    void answersToCommitsAndTagsOfAnswersTellItToo() {
        catalog.create("", "t");
        String path = catalog.tables("") + "/t";
        String before = etag(ok(server.get(path)));
        catalog.branch("dev", "main");
        String shared = etag(ok(server.get(path)));

        var committed = set("{\"a\":\"1\"}");

        assertThat(shared).isNotEqualTo(before);
        assertThat(flag(committed.json())).contains("false");
        assertThat(etag(committed)).isEqualTo(etag(ok(server.get(path))));
    }

    private static String etag(Reply reply) {
        return reply.etag().orElseThrow();
    }

    private Reply set(String properties) {
        return ok(server.post(
                catalog.tables("") + "/t",
                "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":%s}]}"
                        .formatted(properties)));
    }

    @Test
    void theFlagIsNotStoredWhenAClientSendsItBackAndIsWhenItMeansIt() {
        catalog.create("", "t");
        catalog.branch("dev", "main");
        set("{\"write.parquet.compression-codec\":\"zstd\",\"a\":\"1\",\"gc.enabled\":\"false\"}");
        assertShared("", "t");
        deleteBranch("dev");
        assertPrivate("", "t");
        assertThat(catalog.properties("", "t")).containsEntry("a", "1");

        catalog.branch("dev", "main");
        set("{\"gc.enabled\":\"true\"}");
        assertShared("", "t");
        set("{\"gc.enabled\":\"false\",\"owner\":\"me\"}");
        deleteBranch("dev");
        assertThat(flag(catalog.load("", "t"))).contains("false");
    }

    @Test
    void propertiesThatLookLikeTheFlagAreLeftAlone() {
        catalog.create("", "t");
        catalog.branch("dev", "main");
        set("{\"a\":\"\\\"properties\\\":{\\\"gc.enabled\\\":\\\"true\\\"\",\"y\\\"gc.enabled\":\"true\"}");
        assertShared("", "t");
        assertThat(catalog.properties("", "t")).containsEntry("a", "\"properties\":{\"gc.enabled\":\"true\"");
        assertThat(catalog.load("", "t")
                        .at("/metadata/properties")
                        .get("y\"gc.enabled")
                        .stringValue())
                .isEqualTo("true");

        set("{\"gc.enabled\":\"tr\\\"ue\"}");
        assertShared("", "t");
    }
}
