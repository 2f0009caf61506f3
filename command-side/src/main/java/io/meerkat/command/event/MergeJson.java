package io.meerkat.command.event;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.MergeId;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.MergeEvent;
import io.meerkat.model.event.MergeEvent.MergeAborted;
import io.meerkat.model.event.MergeEvent.MergeAnswered;
import io.meerkat.model.event.MergeEvent.MergeCompleted;
import io.meerkat.model.event.MergeEvent.MergeOpened;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The events of merges that were opened, revision 1. */
final class MergeJson {
    static final String OPENED = "merge-opened";
    static final String ANSWERED = "merge-answered";
    static final String COMPLETED = "merge-completed";
    static final String ABORTED = "merge-aborted";

    private MergeJson() {}

    static ObjectNode opened(MergeOpened event) {
        return common(event)
                .put("branch", event.branch().toString())
                .put("branchName", event.branchName().value())
                .put("plan", event.plan());
    }

    static MergeOpened opened(JsonNode node) {
        return new MergeOpened(
                tenant(node),
                catalog(node),
                merge(node),
                new BranchId(Json.uuid(node, "branch")),
                new RefName(Json.text(node, "branchName")),
                Json.text(node, "plan"));
    }

    static ObjectNode answered(MergeAnswered event) {
        var node = common(event);
        var answers = node.putObject("answers");
        event.answers()
                .forEach((conflict, answer) ->
                        answer.ifPresentOrElse(text -> answers.put(conflict, text), () -> answers.putNull(conflict)));
        return node;
    }

    static MergeAnswered answered(JsonNode node) {
        var answers = new TreeMap<String, Optional<String>>();
        node.required("answers")
                .properties()
                .forEach(answer -> answers.put(
                        answer.getKey(),
                        answer.getValue().isNull()
                                ? Optional.empty()
                                : Optional.of(answer.getValue().stringValue())));
        return new MergeAnswered(tenant(node), catalog(node), merge(node), answers);
    }

    static ObjectNode completed(MergeCompleted event) {
        return common(event).put("commit", event.commit().hex());
    }

    static MergeCompleted completed(JsonNode node) {
        return new MergeCompleted(tenant(node), catalog(node), merge(node), CommitId.parse(Json.text(node, "commit")));
    }

    static ObjectNode aborted(MergeAborted event) {
        return common(event);
    }

    static MergeAborted aborted(JsonNode node) {
        return new MergeAborted(tenant(node), catalog(node), merge(node));
    }

    private static ObjectNode common(MergeEvent event) {
        return Json.object()
                .put("tenant", event.tenant().toString())
                .put("catalog", event.catalog().toString())
                .put("merge", event.merge().toString());
    }

    private static TenantId tenant(JsonNode node) {
        return new TenantId(Json.uuid(node, "tenant"));
    }

    private static CatalogId catalog(JsonNode node) {
        return new CatalogId(Json.uuid(node, "catalog"));
    }

    private static MergeId merge(JsonNode node) {
        return new MergeId(Json.uuid(node, "merge"));
    }
}
