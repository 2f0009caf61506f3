package io.meerkat.command.event;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.model.event.PurgeEvent;
import io.meerkat.model.event.PurgeEvent.PurgeCompleted;
import io.meerkat.model.event.PurgeEvent.PurgeRequested;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The events of purges, revision 1. */
final class PurgeJson {
    static final String REQUESTED = "purge-requested";
    static final String COMPLETED = "purge-completed";

    private PurgeJson() {}

    static ObjectNode requested(PurgeRequested event) {
        return common(event).put("branch", event.branch().toString());
    }

    static PurgeRequested requested(JsonNode node) {
        return new PurgeRequested(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                new BranchId(Json.uuid(node, "branch")),
                CommitId.parse(Json.text(node, "commit")),
                TreeKey.parseHex(Json.text(node, "key")),
                new ContentId(Json.uuid(node, "object")));
    }

    static ObjectNode completed(PurgeCompleted event) {
        return common(event)
                .put("files", event.files())
                .put("bytes", event.bytes())
                .put("kept", event.kept());
    }

    static PurgeCompleted completed(JsonNode node) {
        return new PurgeCompleted(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                CommitId.parse(Json.text(node, "commit")),
                TreeKey.parseHex(Json.text(node, "key")),
                new ContentId(Json.uuid(node, "object")),
                node.required("files").longValue(),
                node.required("bytes").longValue(),
                node.required("kept").longValue());
    }

    private static ObjectNode common(PurgeEvent event) {
        return Json.object()
                .put("tenant", event.tenant().toString())
                .put("catalog", event.catalog().toString())
                .put("commit", event.commit().hex())
                .put("key", event.key().hex())
                .put("object", event.contentId().toString());
    }
}
