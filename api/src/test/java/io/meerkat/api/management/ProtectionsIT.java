package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody may do to branches and tags of some names. */
class ProtectionsIT {
    private final TestCatalog catalog = TestCatalog.on(RunningServer.shared());

    private Reply protect(String protections) {
        return catalog.server().put(catalog.refs() + "protections", "{\"protections\":[%s]}".formatted(protections));
    }

    private static String protection(String pattern, String... forbids) {
        return "{\"pattern\":\"%s\",\"forbids\":[\"%s\"]}".formatted(pattern, String.join("\",\"", forbids));
    }

    private static void assertForbidden(Reply reply, String words) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(403);
        assertThat(reply.text()).contains(words);
    }

    @Test
    void aBranchThatIsClosedToCommitsTakesMergesOnly() {
        catalog.create("", "t");
        catalog.branch("dev", "main");
        ok(protect(protection("main", "commit")));
        catalog.set("@dev", "t", "x", "dev");
        String before = catalog.head("main");

        assertForbidden(
                catalog.server()
                        .post(
                                catalog.tables("") + "/t",
                                "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":{\"y\":\"1\"}}]}"),
                "main takes no direct commits");
        assertForbidden(catalog.server().delete(catalog.tables("") + "/t"), "protection of 'main'");
        assertForbidden(
                catalog.server().post("/v1/%s/namespaces".formatted(catalog.name()), "{\"namespace\":[\"n\"]}"),
                "direct commits");
        assertForbidden(
                catalog.server()
                        .post("/api/v1/catalogs/%s/load".formatted(catalog.name()), "{\"namespace\":[\"n\"]}\n"),
                "direct commits");
        assertThat(catalog.head("main")).isEqualTo(before);

        ok(catalog.post("merges", "{\"source\":\"dev\",\"mode\":\"merge_commit\"}"));
        assertThat(catalog.properties("", "t")).containsEntry("x", "dev");
        ok(catalog.post("reverts", "{\"commit\":\"main\",\"mainline\":1}"));
        assertThat(catalog.properties("", "t")).isEmpty();
        ok(protect(""));
        catalog.set("", "t", "y", "open");
    }

    @Test
    void aBranchThatIsNotForcedIsNeitherResetNorRebased() {
        catalog.create("", "t");
        catalog.branch("release/1", "main");
        catalog.create("", "u");
        catalog.create("@release/1".replace("/", "%2F"), "v");
        ok(protect(protection("release/*", "force")));

        assertForbidden(catalog.post("branches/release%2F1/reset", "{\"to\":\"main\"}"), "cannot be reset or rebased");
        assertForbidden(
                catalog.post("rebases", "{\"branch\":\"release/1\",\"onto\":\"main\"}"), "release/1 is protected");
        ok(catalog.post("merges", "{\"branch\":\"release/1\",\"source\":\"main\"}"));
        assertThat(catalog.names("@release%2F1")).containsExactly("t", "u", "v");
        ok(catalog.post("branches", "{\"name\":\"release/1/x\"}"));
        ok(catalog.post("branches/release%2F1%2Fx/reset", "{\"to\":\"main~1\"}"));
    }

    @Test
    void whatIsNotDeletedIsNotRenamedEitherBeItABranchOrATag() {
        catalog.branch("kept", "main");
        ok(catalog.post("tags", "{\"name\":\"v1\"}"));
        ok(protect(protection("kept", "delete", "force") + "," + protection("v*", "delete")));

        assertForbidden(catalog.server().delete(catalog.refs() + "branches/kept"), "cannot be deleted or renamed");
        assertForbidden(
                catalog.post("branches/kept/rename", "{\"to\":\"other\"}"),
                "kept is protected: it cannot be deleted or renamed");
        assertForbidden(catalog.server().delete(catalog.refs() + "tags/v1"), "v1 is protected");
        assertForbidden(catalog.post("tags/v1/rename", "{\"to\":\"other\"}"), "v1 is protected");
        catalog.create("@kept", "t");
        ok(protect(protection("**", "delete")));
        ok(protect(protection("main", "delete")));
        ok(catalog.server().delete(catalog.refs() + "branches/kept"));
        ok(catalog.server().delete(catalog.refs() + "tags/v1"));
        assertForbidden(catalog.server().delete("/api/v1/catalogs/" + catalog.name()), "main is protected");
    }

    @Test
    void protectionsAreListedByPatternAndReplacedAsAWhole() {
        assertThat(catalog.get("protections").toString()).isEqualTo("{\"protections\":[]}");
        String two = "{\"protections\":[%s,%s]}"
                .formatted(protection("main", "commit", "force", "delete"), protection("v**", "delete"));

        var set = ok(protect(protection("v**", "delete") + "," + protection("main", "delete", "force", "commit")));

        assertThat(set.text()).isEqualTo(two);
        assertThat(catalog.get("protections").toString()).isEqualTo(two);
        ok(protect(protection("x", "force")));
        assertThat(catalog.get("protections").toString())
                .isEqualTo("{\"protections\":[%s]}".formatted(protection("x", "force")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"protections\":{}}",
                "{\"protections\":[],\"more\":1}",
                "{\"protections\":[\"main\"]}",
                "{\"protections\":[{\"pattern\":\"main\"}]}",
                "{\"protections\":[{\"pattern\":\"main\",\"forbids\":[]}]}",
                "{\"protections\":[{\"pattern\":\"main\",\"forbids\":[\"push\"]}]}",
                "{\"protections\":[{\"pattern\":\"a b\",\"forbids\":[\"force\"]}]}",
                "{\"protections\":[{\"forbids\":[\"force\"]}]}",
                "{\"protections\":[{\"pattern\":\"a\",\"forbids\":[\"force\"]},{\"pattern\":\"a\",\"forbids\":[\"delete\"]}]}"
            })
    void whatSaysNothingOrTooMuchIsRefused(String body) {
        var refused = catalog.server().put(catalog.refs() + "protections", body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(catalog.get("protections").toString()).isEqualTo("{\"protections\":[]}");
    }

    @Test
    void thereAreAtMostAHundred() {
        var all = IntStream.range(0, 101)
                .mapToObj(i -> protection("b" + i, "delete"))
                .collect(Collectors.joining(","));

        assertThat(protect(all).status()).isEqualTo(400);
        ok(protect(all.substring(0, all.lastIndexOf(",{"))));
    }
}
