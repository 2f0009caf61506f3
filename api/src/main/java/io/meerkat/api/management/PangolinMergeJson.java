package io.meerkat.api.management;

import io.meerkat.api.management.PangolinOperation.Status;
import io.meerkat.merge.catalog.Conflict;
import io.meerkat.model.CommitId;
import io.meerkat.storage.merge.MergeRow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Merge operations in Pangolin's form. Conflicts are objects and not only ids, as its Python client wants them. */
final class PangolinMergeJson {
    private PangolinMergeJson() {}

    static ObjectNode brief(PangolinOperation operation) {
        var row = operation.row();
        return ManagementJson.object()
                .put("id", row.id().toString())
                .put("status", operation.status().word())
                .put("source_branch", operation.task().source())
                .put("target_branch", operation.task().branch().value())
                .put("conflicts_count", operation.conflicts().size())
                .put("initiated_at", row.openedAt().toString())
                .put("completed_at", completedAt(operation));
    }

    static ObjectNode shown(PangolinOperation operation) {
        var row = operation.row();
        var node = brief(operation)
                .put("tenant_id", operation.catalog().tenant().toString())
                .put("catalog_name", operation.catalog().name().value())
                .put("base_commit_id", uuid(operation.base()))
                .put("initiated_by", row.openedBy().toString())
                .put("result_commit_id", uuid(row.commit()));
        var conflicts = node.putArray("conflicts");
        var ids = node.putArray("conflict_ids");
        for (Conflict conflict : operation.conflicts()) {
            conflicts.add(PangolinConflictJson.shown(operation, conflict));
            ids.add(operation.id(conflict.id()).toString());
        }
        return node;
    }

    private static @Nullable String completedAt(PangolinOperation operation) {
        return Optional.of(operation)
                .filter(it -> it.status() == Status.COMPLETED)
                .map(PangolinOperation::row)
                .map(MergeRow::changedAt)
                .map(Object::toString)
                .orElse(null);
    }

    static @Nullable String uuid(Optional<CommitId> commit) {
        return commit.map(CommitId::uuid).map(Object::toString).orElse(null);
    }
}
