package io.meerkat.command.event;

import io.meerkat.model.BranchId;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CatalogId;
import io.meerkat.model.Changes;
import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Commitment;
import io.meerkat.model.ContentId;
import io.meerkat.model.Edge;
import io.meerkat.model.LineId;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.model.event.BranchEvent.BranchCreated;
import io.meerkat.model.event.BranchEvent.BranchDeleted;
import io.meerkat.model.event.BranchEvent.BranchMoved;
import io.meerkat.model.event.BranchEvent.BranchRenamed;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.model.event.BranchEvent.LocationClaimed;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The events of branches, revision 1; of {@code branch-created} and {@code branch-moved}, 2. */
final class BranchJson {
    static final String CREATED = "branch-created";
    static final String MOVED = "branch-moved";
    static final String RENAMED = "branch-renamed";
    static final String DELETED = "branch-deleted";
    static final String RECORDED = "commit-recorded";

    private BranchJson() {}

    static ObjectNode created(BranchCreated event) {
        var node = Json.object()
                .put("tenant", event.tenant().toString())
                .put("catalog", event.catalog().toString())
                .put("branch", event.branch().toString())
                .put("name", event.name().value());
        event.from().ifPresent(from -> node.put("from", from.hex()));
        node.put("type", event.purpose().type().name().toLowerCase(Locale.ROOT));
        var writable = node.putArray("writable");
        event.purpose().writable().forEach(key -> writable.add(key.hex()));
        return node;
    }

    static BranchCreated created(JsonNode node) {
        return new BranchCreated(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                new BranchId(Json.uuid(node, "branch")),
                new RefName(Json.text(node, "name")),
                Json.optional(node, "from", from -> CommitId.parse(from.stringValue())),
                BranchPurpose.of(
                        BranchPurpose.Type.valueOf(Json.text(node, "type").toUpperCase(Locale.ROOT)),
                        stream(node, "writable")
                                .map(key -> TreeKey.parseHex(key.stringValue()))
                                .toList()));
    }

    /** Revision 1 knew neither types nor partial branches. */
    static ObjectNode ofAnyPurpose(ObjectNode created) {
        created.put("type", "experimental").putArray("writable");
        return created;
    }

    static ObjectNode moved(BranchMoved event) {
        var to = event.to();
        return Json.object()
                .put("tenant", event.tenant().toString())
                .put("catalog", event.catalog().toString())
                .put("branch", event.branch().toString())
                .put("name", event.name().value())
                .put("line", event.line().toString())
                .put("commit", to.commit().hex())
                .put("root", to.root().hex())
                .put("generation", to.generation())
                .put("time", Json.micros(to.time()))
                .put("reason", event.reason().name().toLowerCase(Locale.ROOT));
    }

    static BranchMoved moved(JsonNode node) {
        return new BranchMoved(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                new BranchId(Json.uuid(node, "branch")),
                new RefName(Json.text(node, "name")),
                new LineId(Json.uuid(node, "line")),
                new CommitPoint(
                        CommitId.parse(Json.text(node, "commit")),
                        Json.hash(node, "root"),
                        node.required("generation").longValue(),
                        Json.time(node, "time")),
                BranchMoved.Reason.valueOf(Json.text(node, "reason").toUpperCase(Locale.ROOT)));
    }

    /** Revision 1 had the reasons {@code started} and {@code reset} only. */
    static ObjectNode withFewerReasons(ObjectNode moved) {
        return moved;
    }

    static ObjectNode renamed(BranchRenamed event) {
        return Json.object()
                .put("tenant", event.tenant().toString())
                .put("catalog", event.catalog().toString())
                .put("branch", event.branch().toString())
                .put("name", event.name().value())
                .put("to", event.to().value());
    }

    static BranchRenamed renamed(JsonNode node) {
        return new BranchRenamed(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                new BranchId(Json.uuid(node, "branch")),
                new RefName(Json.text(node, "name")),
                new RefName(Json.text(node, "to")));
    }

    static ObjectNode deleted(BranchDeleted event) {
        return Json.object()
                .put("tenant", event.tenant().toString())
                .put("catalog", event.catalog().toString())
                .put("branch", event.branch().toString())
                .put("name", event.name().value());
    }

    static BranchDeleted deleted(JsonNode node) {
        return new BranchDeleted(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                new BranchId(Json.uuid(node, "branch")),
                new RefName(Json.text(node, "name")));
    }

    static ObjectNode recorded(CommitRecorded event) {
        var commit = event.commit();
        var node = Json.object()
                .put("branch", event.branch().toString())
                .put("id", event.id().hex())
                .put("tenant", commit.tenant().toString())
                .put("catalog", commit.catalog().toString())
                .put("root", commit.root().hex())
                .put("generation", commit.generation())
                .put("author", commit.author().toString())
                .put("time", Json.micros(commit.time()))
                .put("message", commit.message().toString())
                .put("changes", commit.changes().hex());
        var parents = node.putArray("parents");
        commit.parents().forEach(parent -> parents.add(parent.hex()));
        var edges = node.putArray("edges");
        commit.edges().forEach(edge -> edges.add(edge(edge)));
        var segments = node.putArray("segments");
        event.changes().segments().forEach(segment -> {
            var changes = segments.addArray();
            segment.forEach(change -> changes.add(ChangeJson.change(change)));
        });
        var claims = node.putArray("claims");
        event.claims().forEach(claim -> claims.add(claim(claim)));
        return node;
    }

    static CommitRecorded recorded(JsonNode node) {
        var commit = new Commit(
                new TenantId(Json.uuid(node, "tenant")),
                new CatalogId(Json.uuid(node, "catalog")),
                stream(node, "parents")
                        .map(parent -> CommitId.parse(parent.stringValue()))
                        .toList(),
                stream(node, "edges").map(BranchJson::edge).toList(),
                Json.hash(node, "root"),
                node.required("generation").longValue(),
                new PrincipalId(Json.uuid(node, "author")),
                Json.time(node, "time"),
                Commitment.parse(Json.text(node, "message")),
                Json.hash(node, "changes"));
        var segments = stream(node, "segments")
                .map(segment -> segment.valueStream().map(ChangeJson::change).toList())
                .toList();
        return new CommitRecorded(
                new BranchId(Json.uuid(node, "branch")),
                CommitId.parse(Json.text(node, "id")),
                commit,
                new Changes(segments),
                stream(node, "claims").map(BranchJson::claim).toList());
    }

    private static ObjectNode edge(Edge edge) {
        return Json.object()
                .put("type", edge.type().name().toLowerCase(Locale.ROOT))
                .put("commit", edge.commit().hex());
    }

    private static Edge edge(JsonNode node) {
        return new Edge(
                Edge.Type.valueOf(Json.text(node, "type").toUpperCase(Locale.ROOT)),
                CommitId.parse(Json.text(node, "commit")));
    }

    private static ObjectNode claim(LocationClaimed claim) {
        return Json.object()
                .put("path", claim.path())
                .put("object", claim.contentId().toString())
                .put("key", claim.key().hex())
                .put("tookOver", claim.tookOver());
    }

    private static LocationClaimed claim(JsonNode node) {
        return new LocationClaimed(
                Json.text(node, "path"),
                new ContentId(Json.uuid(node, "object")),
                TreeKey.parseHex(Json.text(node, "key")),
                node.required("tookOver").booleanValue());
    }

    private static Stream<JsonNode> stream(JsonNode node, String field) {
        return node.required(field).valueStream();
    }
}
