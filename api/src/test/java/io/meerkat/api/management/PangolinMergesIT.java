package io.meerkat.api.management;

import static io.meerkat.api.management.PangolinServer.SERVER;
import static io.meerkat.api.management.PangolinServer.each;
import static io.meerkat.api.management.PangolinServer.get;
import static io.meerkat.api.management.PangolinServer.post;
import static io.meerkat.api.management.PangolinServer.text;
import static io.meerkat.api.management.PangolinServer.texts;
import static io.meerkat.api.management.PangolinServer.told;
import static io.meerkat.api.management.PangolinServer.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Merge operations and their conflicts in Pangolin's dialect. */
class PangolinMergesIT {
    private final TestCatalog catalog = TestCatalog.on(SERVER);

    private void tableOnBoth() {
        catalog.create("", "t");
        catalog.branch("dev", "main");
    }

    private void bothSetX() {
        tableOnBoth();
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "x", "main");
    }

    private Reply merge() {
        return post("branches/merge", "source_branch", "dev", "target_branch", "main", "catalog", catalog.name());
    }

    /** The id of an operation that was begun and conflicts. */
    private String conflicted() {
        return text(told(409, merge()), "operation_id");
    }

    private static JsonNode operation(String id) {
        return told(200, get("merge-operations/" + id));
    }

    private static JsonNode conflict(String operation) {
        return told(200, get("merge-operations/" + operation + "/conflicts")).get(0);
    }

    private static Reply resolve(JsonNode conflict, String... namesAndValues) {
        return post("conflicts/" + text(conflict, "id") + "/resolve", namesAndValues);
    }

    private JsonNode listed() {
        return told(200, get("catalogs/" + catalog.name() + "/merge-operations"));
    }

    @Test
    void aMergeThatGoesThroughIsACompletedOperation() {
        tableOnBoth();
        catalog.create("@dev", "theirs");
        catalog.create("", "ours");

        var done = told(200, merge());

        assertThat(text(done, "status")).isEqualTo("Completed");
        assertThat(text(done, "source_branch")).isEqualTo("dev");
        assertThat(text(done, "target_branch")).isEqualTo("main");
        assertThat(text(done, "catalog_name")).isEqualTo(catalog.name());
        assertThat(text(done, "tenant_id")).isEqualTo(new UUID(0, 0).toString());
        assertThat(text(done, "result_commit_id"))
                .isEqualTo(text(told(200, get("branches/main?catalog=" + catalog.name())), "head_commit_id"));
        assertThat(text(done, "base_commit_id")).hasSize(36);
        assertThat(done.get("conflicts").isEmpty()).isTrue();
        assertThat(done.get("completed_at").isString()).isTrue();
        assertThat(catalog.names("")).containsExactly("ours", "t", "theirs");
        assertThat(text(operation(text(done, "id")), "status")).isEqualTo("Completed");
        assertThat(listed().get(0).get("id")).isEqualTo(done.get("id"));
        var again = told(200, merge());
        assertThat(again.get("result_commit_id")).isEqualTo(done.get("result_commit_id"));
        assertThat(texts(listed(), "id")).containsExactly(text(again, "id"), text(done, "id"));
    }

    @Test
    void aConflictIsToldResolvedAndTheOperationCompleted() {
        bothSetX();
        String before = catalog.head("main");

        var refused = told(409, merge());

        assertThat(text(refused, "status")).isEqualTo("conflicted");
        assertThat(refused.get("conflicts").intValue()).isEqualTo(1);
        assertThat(text(refused, "message")).contains("1 conflict");
        String id = text(refused, "operation_id");
        var opened = operation(id);
        assertThat(text(opened, "status")).isEqualTo("Conflicted");
        assertThat(opened.get("conflicts_count").intValue()).isEqualTo(1);
        assertThat(opened.get("completed_at").isNull()).isTrue();
        var conflict = conflict(id);
        assertThat(opened.get("conflicts").get(0)).isEqualTo(conflict);
        assertThat(opened.get("conflict_ids").get(0)).isEqualTo(conflict.get("id"));
        assertThat(conflict.get("resolution").isNull()).isTrue();
        assertThat(text(told(400, post("merge-operations/" + id + "/complete")), "message"))
                .contains("not ready");
        assertThat(catalog.head("main")).isEqualTo(before);

        var resolved = told(200, resolve(conflict, "strategy", "TakeSource"));

        assertThat(text(resolved, "status")).isEqualTo("resolved");
        assertThat(resolved.get("conflict_id")).isEqualTo(conflict.get("id"));
        assertThat(text(resolved, "operation_status")).isEqualTo("Ready");
        var ready = operation(id);
        assertThat(text(ready, "status")).isEqualTo("Ready");
        var resolution = ready.get("conflicts").get(0).get("resolution");
        assertThat(text(resolution, "strategy")).isEqualTo("TakeSource");
        assertThat(resolution.get("conflict_id")).isEqualTo(conflict.get("id"));
        assertThat(text(resolution, "resolved_by")).isEqualTo(new UUID(0, 0).toString());
        assertThat(resolution.get("resolved_at").isString()).isTrue();
        assertThat(text(listed().get(0), "status")).isEqualTo("Ready");

        var completed = told(200, post("merge-operations/" + id + "/complete"));

        assertThat(text(completed, "status")).isEqualTo("completed");
        assertThat(text(completed, "operation_id")).isEqualTo(id);
        assertThat(text(completed, "commit_id"))
                .isEqualTo(text(told(200, get("branches/main?catalog=" + catalog.name())), "head_commit_id"));
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"));
        assertThat(catalog.properties("@dev", "t")).containsExactly(Map.entry("x", "dev"));
        assertThat(operation(id).get("result_commit_id")).isEqualTo(completed.get("commit_id"));
        told(400, post("merge-operations/" + id + "/complete"));
        told(409, post("merge-operations/" + id + "/abort"));
        told(409, resolve(conflict, "strategy", "TakeTarget"));
    }

    @Test
    void theOtherSideIsTakenAsThePythonClientSaysIt() {
        bothSetX();
        String id = conflicted();

        told(200, resolve(conflict(id), "resolution", "target", "content", "null", "resolved_by", "somebody"));

        told(200, post("merge-operations/" + id + "/complete"));
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "main"));
        assertThat(text(told(200, merge()), "status")).isEqualTo("Completed");
    }

    @Test
    void aValueOfOnesOwnIsTakenForEachItem() {
        bothSetX();
        catalog.set("@dev", "t", "y", "dev");
        catalog.set("", "t", "y", "main");
        String id = conflicted();
        var conflict = conflict(id);

        told(400, resolve(conflict, "resolution", "custom", "content", "{\"x\":\"both\"}"));
        assertThat(text(operation(id), "status")).isEqualTo("Conflicted");
        told(200, resolve(conflict, "resolution", "custom", "content", "{\"x\":\"both\",\"y\":\"none\"}"));

        var resolution = operation(id).get("conflicts").get(0).get("resolution");
        assertThat(text(resolution, "strategy")).isEqualTo("Manual");
        assertThat(text(resolution.get("resolved_value"), "x")).isEqualTo("both");
        told(200, post("merge-operations/" + id + "/complete"));
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "both"), Map.entry("y", "none"));
    }

    @Test
    void aPropertyInConflictIsAMetadataConflict() {
        bothSetX();

        var conflict = conflict(conflicted());

        assertThat(text(conflict, "conflict_type")).isEqualTo("metadata_conflict");
        assertThat(text(conflict, "asset_name")).isEqualTo("default.t");
        assertThat(text(conflict, "asset_id")).hasSize(36);
        var details = conflict.get("details");
        assertThat(details.get("conflicting_properties").toString()).isEqualTo("[\"x\"]");
        var item = details.get("items").get(0);
        assertThat(text(item, "source")).isEqualTo("dev");
        assertThat(text(item, "target")).isEqualTo("main");
        assertThat(details.get("resolutions").toString()).isEqualTo("[\"source\",\"target\",\"custom\"]");
    }

    private void rename(String ref, String column) {
        catalog.update(ref, "t", """
                {"action":"add-schema","last-column-id":1,"schema":{"type":"struct","fields":[
                  {"id":1,"name":"%s","required":false,"type":"int"}]}}
                """.formatted(column), "{\"action\":\"set-current-schema\",\"schema-id\":-1}");
    }

    @Test
    void aColumnInConflictIsASchemaChange() {
        bothSetX();
        rename("@dev", "theirs");
        rename("", "ours");

        var conflict = conflict(conflicted());

        assertThat(text(conflict, "conflict_type")).isEqualTo("schema_change");
        var details = conflict.get("details");
        assertThat(details.get("source_schema").toString()).contains("theirs").doesNotContain("dev");
        assertThat(details.get("target_schema").toString()).contains("ours").doesNotContain("main");
        assertThat(each(details.get("items"))).hasSize(2);
    }

    private void append(String ref, long snapshot) {
        catalog.update(
                ref,
                "t",
                """
                {"action":"add-snapshot","snapshot":{"snapshot-id":%d,"sequence-number":1,"timestamp-ms":%d,
                 "manifest-list":"%s/metadata/snap.avro","summary":{"operation":"append"},"schema-id":0}}
                """.formatted(
                                snapshot,
                                System.currentTimeMillis(),
                                text(catalog.load(ref, "t").get("metadata"), "location")),
                """
                {"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":%d}
                """.formatted(snapshot));
    }

    @Test
    void rowsInConflictAreADataOverlap() {
        tableOnBoth();
        append("@dev", 1);
        append("", 2);
        String id = conflicted();

        var conflict = conflict(id);

        assertThat(text(conflict, "conflict_type")).isEqualTo("data_overlap");
        assertThat(conflict.get("details").get("overlapping_partitions").isArray())
                .isTrue();
        told(200, resolve(conflict, "resolution", "source"));
        told(200, post("merge-operations/" + id + "/complete"));
        assertThat(catalog.load("", "t")
                        .get("metadata")
                        .get("current-snapshot-id")
                        .longValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"'', @dev, target, source", "@dev, '', source, target"})
    void aTableThatOneSideDroppedIsADeletionConflict(String dropper, String changer, String deleted, String modified) {
        tableOnBoth();
        catalog.drop(dropper, "t");
        catalog.set(changer, "t", "x", "changed");
        String id = conflicted();

        var conflict = conflict(id);

        assertThat(text(conflict, "conflict_type")).isEqualTo("deletion_conflict");
        assertThat(text(conflict, "asset_name")).isEqualTo("default.t");
        assertThat(text(conflict.get("details"), "deleted_in")).isEqualTo(deleted);
        assertThat(text(conflict.get("details"), "modified_in")).isEqualTo(modified);
        told(200, resolve(conflict, "resolution", modified));
        told(200, post("merge-operations/" + id + "/complete"));
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "changed"));
    }

    @Test
    void aConflictWithoutItemsTakesAnAnswerAsOurOwnDialectHasIt() {
        tableOnBoth();
        catalog.create("", "u");
        catalog.create("@dev", "u");
        String id = conflicted();
        var conflict = conflict(id);
        assertThat(text(conflict, "conflict_type")).isEqualTo("metadata_conflict");
        assertThat(conflict.get("details").get("conflicting_properties").toString())
                .isEqualTo("[\"name\"]");

        told(400, resolve(conflict, "resolution", "custom", "content", "{\"x\":\"1\"}"));
        told(400, resolve(conflict, "resolution", "custom", "content", "{\"home\":\"new\"}"));
        told(200, resolve(conflict, "resolution", "custom", "content", "{\"keep_both\":true}"));

        told(200, post("merge-operations/" + id + "/complete"));
        assertThat(catalog.names("")).containsExactly("t", "u", "u_theirs");
    }

    @Test
    void someAnswersAreNotAllAndCanBeGivenAgain() {
        bothSetX();
        catalog.create("", "u");
        catalog.create("@dev", "u");
        String id = conflicted();
        var conflicts = told(200, get("merge-operations/" + id + "/conflicts"));
        assertThat(conflicts.size()).isEqualTo(2);

        told(200, resolve(conflicts.get(0), "resolution", "target"));

        var resolving = operation(id);
        assertThat(text(resolving, "status")).isEqualTo("Resolving");
        assertThat(resolving.get("conflicts_count").intValue()).isEqualTo(2);
        assertThat(each(resolving.get("conflicts")).stream()
                        .filter(conflict -> conflict.get("resolution").isNull()))
                .hasSize(1);
        told(200, resolve(conflicts.get(1), "resolution", "target"));
        for (var conflict : each(conflicts)) {
            told(200, resolve(conflict, "resolution", "source"));
        }
        told(200, post("merge-operations/" + id + "/complete"));
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "dev"));
        assertThat(text(catalog.load("", "u").get("metadata"), "table-uuid"))
                .isEqualTo(text(catalog.load("@dev", "u").get("metadata"), "table-uuid"));
    }

    @Test
    void aConflictThatHasChangedSinceIsNotResolved() {
        bothSetX();
        String id = conflicted();
        var before = conflict(id);
        catalog.set("@dev", "t", "x", "newer");

        told(404, resolve(before, "resolution", "source"));

        told(200, resolve(conflict(id), "resolution", "source"));
        catalog.create("", "later");
        told(200, post("merge-operations/" + id + "/complete"));
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "newer"));
        assertThat(catalog.names("")).containsExactly("later", "t");
    }

    @Test
    void anAbortedOperationChangesNothing() {
        bothSetX();
        String id = conflicted();

        var aborted = told(200, post("merge-operations/" + id + "/abort"));

        assertThat(text(aborted, "status")).isEqualTo("aborted");
        assertThat(text(aborted, "operation_id")).isEqualTo(id);
        assertThat(text(operation(id), "status")).isEqualTo("Aborted");
        assertThat(told(200, get("merge-operations/" + id + "/conflicts")).isEmpty())
                .isTrue();
        told(400, post("merge-operations/" + id + "/complete"));
        assertThat(catalog.properties("", "t")).containsExactly(Map.entry("x", "main"));
    }

    @Test
    void anOperationWhoseBranchIsGoneIsPending() {
        bothSetX();
        String id = conflicted();
        told(204, PangolinServer.delete("branches/dev?catalog=" + catalog.name()));

        assertThat(text(operation(id), "status")).isEqualTo("Pending");
        assertThat(text(listed().get(0), "status")).isEqualTo("Pending");
        told(404, post("merge-operations/" + id + "/complete"));
        told(200, post("merge-operations/" + id + "/abort"));
    }

    @Test
    void aRebaseMergesMainIntoTheBranch() {
        tableOnBoth();
        catalog.create("", "on_main");
        told(200, post("branches/dev/rebase", "name", "dev", "catalog", catalog.name()));
        assertThat(catalog.head("dev")).isEqualTo(catalog.head("main"));

        catalog.create("@dev", "on_dev");
        catalog.create("", "more");
        assertThat(post("branches/dev/rebase", "catalog", catalog.name()).text())
                .isEmpty();

        assertThat(catalog.names("@dev")).containsExactly("more", "on_dev", "on_main", "t");
        assertThat(catalog.names("")).containsExactly("more", "on_main", "t");
        catalog.set("@dev", "t", "x", "dev");
        catalog.set("", "t", "x", "main");
        var refused = told(409, post("branches/dev/rebase", "catalog", catalog.name()));
        String id = text(refused, "operation_id");
        told(200, resolve(conflict(id), "resolution", "source"));
        told(200, post("merge-operations/" + id + "/complete"));
        assertThat(catalog.properties("@dev", "t")).containsExactly(Map.entry("x", "main"));
    }

    @Test
    void theCatalogOfAMergeIsTheOneThatHasBothBranches() {
        String source = unique("source");
        catalog.branch(source, "main");
        catalog.create("@" + source, "t");

        var done =
                told(200, post("branches/merge", "source_branch", source, "target_branch", "main", "catalog", "null"));

        assertThat(text(done, "catalog_name")).isEqualTo(catalog.name());
        assertThat(catalog.names("")).containsExactly("t");
    }

    @Test
    void whatIsAnsweredInOneDialectIsAnsweredInTheOther() {
        bothSetX();
        String id = conflicted();
        var conflict = conflict(id);
        String hash = text(conflict, "id").substring(id.length() + 1);

        told(
                200,
                catalog.post(
                        "merges/" + id + "/resolutions",
                        "{\"resolutions\":{\"%s\":{\"take\":\"theirs\"}}}".formatted(hash)));

        var ready = operation(id);
        assertThat(text(ready, "status")).isEqualTo("Ready");
        var resolution = ready.get("conflicts").get(0).get("resolution");
        assertThat(text(resolution, "strategy")).isEqualTo("TakeSource");
        assertThat(resolution.get("resolved_by").isNull()).isTrue();
        told(200, resolve(conflict, "resolution", "target"));
        var merge = catalog.get("merges/" + id);
        assertThat(merge.get("resolutions").get(hash).toString()).isEqualTo("{\"take\":\"ours\"}");
        assertThat(text(merge, "outlook")).isEqualTo("clean");
    }

    @Test
    void whatIsNoMergeIsNoMergeOperation() {
        tableOnBoth();
        catalog.create("@dev", "u");
        String id = text(told(201, catalog.post("cherry-picks", "{\"commit\":\"dev\",\"hold\":true}")), "id");

        assertThat(listed().isEmpty()).isTrue();
        told(404, get("merge-operations/" + id));
    }

    @Test
    void ofManyOpenOnesTheNewestAreLookedAt() {
        bothSetX();
        for (int i = 0; i <= PangolinOperationCalls.LOOKS_MAX; i++) {
            conflicted();
        }

        var statuses = texts(listed(), "status");

        assertThat(statuses).hasSize(PangolinOperationCalls.LOOKS_MAX + 1);
        assertThat(statuses.subList(0, PangolinOperationCalls.LOOKS_MAX)).containsOnly("Conflicted");
        assertThat(statuses.getLast()).isEqualTo("Pending");
        String second = "catalogs/" + catalog.name() + "/merge-operations?offset=1";
        assertThat(texts(told(200, get(second)), "status")).containsOnly("Conflicted");
    }

    @Test
    void listsComeInPages() {
        tableOnBoth();
        told(200, merge());
        told(200, merge());
        String all = "catalogs/" + catalog.name() + "/merge-operations";

        var ids = texts(listed(), "id");

        assertThat(texts(told(200, get(all + "?limit=1")), "id")).isEqualTo(ids.subList(0, 1));
        assertThat(texts(told(200, get(all + "?limit=5&offset=1")), "id")).isEqualTo(ids.subList(1, 2));
    }

    @Test
    void badRequestsAreRefusedAndOpenNothing() {
        tableOnBoth();
        String in = catalog.name();
        String nobody = UUID.randomUUID().toString();

        told(404, post("branches/merge", "source_branch", "nobody", "target_branch", "main", "catalog", in));
        told(404, post("branches/merge", "source_branch", "dev", "target_branch", "nobody", "catalog", in));
        told(404, post("branches/merge", "source_branch", "dev", "target_branch", "main", "catalog", "nowhere"));
        told(404, post("branches/merge", "source_branch", "nobody", "target_branch", "main"));
        told(400, post("branches/merge", "source_branch", "dev", "catalog", in));
        told(400, post("branches/merge", "source_branch", "main", "target_branch", "main", "catalog", in));
        told(400, post("branches/main/rebase", "catalog", in));
        told(404, post("branches/nobody/rebase", "catalog", in));
        told(404, get("merge-operations/" + nobody));
        told(404, post("merge-operations/" + nobody + "/complete"));
        told(404, post("merge-operations/" + nobody + "/abort"));
        told(400, get("merge-operations/x"));
        told(400, post("conflicts/x/resolve", "resolution", "source"));
        told(404, post("conflicts/" + nobody + "." + "0".repeat(64) + "/resolve", "resolution", "source"));
        assertThat(listed().isEmpty()).isTrue();
    }
}
