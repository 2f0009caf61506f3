package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Branches that show everything and on which little can be written. */
class PartialBranchesIT {
    private static final String T = "{\"namespace\":[\"default\"],\"name\":\"t\"}";

    private final RunningServer server = RunningServer.shared();
    private final TestCatalog catalog = TestCatalog.on(server);

    private Reply partial(String name, String tables) {
        return catalog.post(
                "branches", "{\"name\":\"%s\",\"purpose\":\"ingest\",\"tables\":[%s]}".formatted(name, tables));
    }

    private List<String> listed(String query) {
        return catalog.get("branches?" + query)
                .get("branches")
                .valueStream()
                .map(branch -> branch.get("name").stringValue())
                .toList();
    }

    @Test
    void aPartialBranchShowsAllAndTakesWritesOfItsTablesOnly() {
        catalog.create("", "t");
        catalog.create("", "u");

        var made = ok(partial("part", T)).json();

        assertThat(made.get("purpose").stringValue()).isEqualTo("ingest");
        assertThat(made.get("tables").toString()).isEqualTo("[" + T + "]");
        assertThat(listed("purpose=ingest")).containsExactly("part");
        assertThat(listed("purpose=experimental&prefix=m")).containsExactly("main");
        assertThat(listed("purpose=ingest&prefix=m")).isEmpty();
        assertThat(catalog.names("@part")).containsExactly("t", "u");
        catalog.set("@part", "t", "x", "1");
        var refused = server.delete(catalog.tables("@part") + "/u");
        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.text()).contains("part is partial", "default.u");
        assertThat(server.post(
                                "/v1/%s@part/tables/rename".formatted(catalog.name()),
                                "{\"source\":%s,\"destination\":{\"namespace\":[\"default\"],\"name\":\"z\"}}"
                                        .formatted(T))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatHappensElsewhereIsMergedIntoAPartialBranch() {
        catalog.create("", "t");
        ok(partial("part", T));
        catalog.set("@part", "t", "x", "1");
        catalog.create("", "u");

        ok(catalog.post("merges", "{\"branch\":\"part\",\"source\":\"main\"}"));

        assertThat(catalog.names("@part")).containsExactly("t", "u");
        assertThat(catalog.properties("@part", "t")).containsEntry("x", "1");
    }

    @Test
    void onOfAThousandTablesIsWrittenAndMergedAndTheOthersStayAsTheyWere() {
        var elsewhere = new TablesElsewhere(
                server.data().resolve("warehouse/from-elsewhere").resolve(catalog.name()));
        ok(server.post("/api/v1/catalogs/%s/load".formatted(catalog.name()), elsewhere.lines("default", 1_000)));
        ok(partial("part", "{\"namespace\":[\"default\"],\"name\":\"t500\"}"));
        catalog.set("@part", "t500", "x", "1");
        String before = catalog.head("main");

        ok(catalog.post("merges", "{\"source\":\"part\",\"mode\":\"merge_commit\"}"));

        assertThat(catalog.names("")).hasSize(1_000);
        assertThat(catalog.properties("", "t500")).containsEntry("x", "1");
        assertThat(changed(catalog.get("diff?from=%s&to=main".formatted(before))))
                .isEqualTo(Map.of("t500", 1));
    }

    private static Map<String, Integer> changed(JsonNode diff) {
        var names = new HashMap<String, Integer>();
        diff.get("changes")
                .forEach(change -> names.merge(change.at("/name/name").stringValue(), 1, Integer::sum));
        return names;
    }

    @Test
    void aPartialBranchIsStillOneWhenItIsRenamedOrComesBack() {
        catalog.create("", "t");
        catalog.create("", "u");
        ok(partial("part", T));
        ok(catalog.post("branches/part/rename", "{\"to\":\"other\"}"));
        assertThat(server.delete(catalog.tables("@other") + "/u").status()).isEqualTo(403);
        ok(server.delete(catalog.refs() + "branches/other"));

        var back = ok(catalog.post("branches/other/undelete", "")).json();

        assertThat(back.get("purpose").stringValue()).isEqualTo("ingest");
        assertThat(server.delete(catalog.tables("@other") + "/u").status()).isEqualTo(403);
        catalog.drop("@other", "t");
    }

    @Test
    void aPartialBranchComesBackWithoutATableThatWasDroppedThere() {
        catalog.create("", "t");
        ok(partial("part", T));
        catalog.drop("@part", "t");
        ok(server.delete(catalog.refs() + "branches/part"));

        ok(catalog.post("branches/part/undelete", ""));

        assertThat(catalog.names("@part")).isEmpty();
        catalog.create("@part", "t");
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        var refused = partial("part", T);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text()).contains("default.t");
        assertThat(server.get(catalog.refs() + "branches/part").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tables\":[]",
                "\"tables\":\"default.t\"",
                "\"tables\":[{\"namespace\":[\"default\"]}]",
                "\"purpose\":\"fun\"",
                "\"table\":[]"
            })
    void whatSaysNothingIsRefused(String members) {
        assertThat(catalog.post("branches", "{\"name\":\"part\",%s}".formatted(members))
                        .status())
                .isEqualTo(400);
    }
}
