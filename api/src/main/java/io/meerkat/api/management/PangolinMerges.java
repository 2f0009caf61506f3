package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.merge.Finished;
import io.meerkat.api.merge.MergeRuns;
import io.meerkat.api.merge.MergeRuns.Order;
import io.meerkat.api.merge.Outlook;
import io.meerkat.api.merge.Preview;
import io.meerkat.api.merge.SourceId;
import io.meerkat.api.merge.Task;
import io.meerkat.api.merge.Verb;
import io.meerkat.api.ref.Places.NoSuchPlace;
import io.meerkat.api.ref.Points;
import io.meerkat.command.merge.Merges;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.merge.verb.MergeMode;
import io.meerkat.model.RefName;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.merge.MergeRow;
import io.meerkat.storage.ref.RefRow.Type;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Begins merges in Pangolin's dialect. Each is opened first and then done at once, so that also one that went through can be
 * listed and found; what conflicts stays open.
 */
public final class PangolinMerges {
    private final MergeRuns runs;
    private final Merges merges;
    private final PangolinOperations operations;
    private final RefFinder finder;
    private final Points points;

    public PangolinMerges(
            MergeRuns runs, Merges merges, PangolinOperations operations, RefFinder finder, Points points) {
        this.runs = runs;
        this.merges = merges;
        this.operations = operations;
        this.finder = finder;
        this.points = points;
    }

    Answer merge(Request request) {
        var body = ManagementJson.object(request.body());
        var source = branch(body, "source_branch");
        var target = branch(body, "target_branch");
        var catalog = finder.catalog(ManagementJson.text(body, "catalog"), Type.BRANCH, source, target);
        var done = started(request, catalog, source, target, MergeMode.MERGE_COMMIT);
        return Answer.json(200, ManagementJson.write(PangolinMergeJson.shown(done)));
    }

    private static RefName branch(JsonNode body, String field) {
        return ManagementJson.text(body, field)
                .map(RefName::new)
                .orElseThrow(() -> ManagementError.badRequest("'%s' must name a branch".formatted(field)));
    }

    /** Merges {@code main} into the branch, or moves it forward if it has nothing of its own. */
    Answer rebase(Request request, String name) {
        var body = ManagementJson.object(request.body());
        var branch = RefFinder.name(name);
        var named = ManagementJson.text(body, "catalog").or(() -> request.parameter("catalog"));
        var catalog = finder.catalog(named, Type.BRANCH, branch);
        started(request, catalog, RefName.MAIN, branch, MergeMode.FAST_FORWARD);
        return Answer.empty(200);
    }

    private PangolinOperation started(
            Request request, CatalogRow catalog, RefName source, RefName target, MergeMode mode) {
        if (source.equals(target)) {
            throw ManagementError.badRequest("A branch is not merged into itself: %s".formatted(source));
        }
        var from =
                new SourceId.OfBranch(points.ref(catalog, source, Type.BRANCH).branch());
        var branch = points.ref(catalog, target, Type.BRANCH).branch();
        var task = new Task(Verb.MERGE, target, source.value(), Optional.of(from), mode, OptionalInt.empty(), false);
        var row = merges.open(
                catalog,
                branch,
                target,
                ManagementJson.text(TaskJson.shown(task)),
                new TreeMap<>(),
                request.actor(),
                Receipt.none());
        return switch (run(request, catalog, row, task)) {
            case Finished.Done(var preview, var commit) -> done(catalog, row, preview);
            case Finished.Waiting(var preview)
            when preview.outlook() instanceof Outlook.Conflicted conflicted -> throw conflicted(row, conflicted);
            case Finished.Waiting(var preview) ->
                throw givenUp(request, catalog, row, ManagementError.conflict(reason(preview)));
            case Finished.Refused(var preview, var reason) ->
                throw givenUp(request, catalog, row, ManagementError.conflict(reason));
            case Finished.Forbidden(var preview, var reason) ->
                throw givenUp(request, catalog, row, ManagementError.forbidden(reason));
            case Finished.Busy(var preview, var reason) ->
                throw givenUp(request, catalog, row, ManagementError.tryAgain(reason));
            case Finished.Ended(var preview) -> throw PangolinOperations.ended(row);
            case Finished.Unknown(var preview, var reason) ->
                throw ManagementError.failed("It is not known whether the change was made: " + reason);
        };
    }

    private Finished run(Request request, CatalogRow catalog, MergeRow row, Task task) {
        try {
            return runs.run(catalog, task, Order.completing(row, Map.of(), request.actor()));
        } catch (NoSuchPlace e) {
            merges.abort(catalog, row.id(), request.actor(), Receipt.none());
            throw e;
        }
    }

    /** With the base that it had. */
    private PangolinOperation done(CatalogRow catalog, MergeRow row, Preview preview) {
        var now = operations.named(row.id());
        return new PangolinOperation(
                catalog, now.row(), now.task(), now.status(), preview.base(), now.open(), now.answered());
    }

    private static ManagementError conflicted(MergeRow row, Outlook.Conflicted conflicted) {
        int count = conflicted.conflicts().size();
        return ManagementError.conflict(
                ConflictJson.toBeResolved(count),
                ManagementJson.object()
                        .put("status", "conflicted")
                        .put("operation_id", row.id().toString())
                        .put("conflicts", count));
    }

    /** For a reason that answers do not help with. */
    private ManagementError givenUp(Request request, CatalogRow catalog, MergeRow row, ManagementError reason) {
        merges.abort(catalog, row.id(), request.actor(), Receipt.none());
        return reason;
    }

    private static String reason(Preview preview) {
        return preview.outlook() instanceof Outlook.Impossible(var reason)
                ? reason
                : "It cannot be merged as things are";
    }
}
