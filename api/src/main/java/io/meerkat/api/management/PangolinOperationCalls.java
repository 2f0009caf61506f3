package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.merge.Finished;
import io.meerkat.api.merge.MergeRuns;
import io.meerkat.api.merge.MergeRuns.Order;
import io.meerkat.api.merge.Outlook;
import io.meerkat.api.merge.Preview;
import io.meerkat.api.ref.Points;
import io.meerkat.command.merge.Merges;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.model.CommitId;
import io.meerkat.model.MergeId;
import io.meerkat.storage.merge.MergeRow;
import io.meerkat.storage.merge.MergeRow.State;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Merge operations in Pangolin's dialect, once they are opened. */
public final class PangolinOperationCalls {
    /** Further open ones are listed as pending. */
    static final int LOOKS_MAX = 50;

    private final MergeRuns runs;
    private final Merges merges;
    private final PangolinOperations operations;
    private final Points points;

    public PangolinOperationCalls(MergeRuns runs, Merges merges, PangolinOperations operations, Points points) {
        this.runs = runs;
        this.merges = merges;
        this.operations = operations;
        this.points = points;
    }

    Answer list(Request request, String catalogName) {
        var shown = new ArrayList<ObjectNode>();
        int looks = 0;
        for (PangolinOperation listed : Paging.slice(request, operations.list(points.catalog(catalogName)))) {
            boolean looked = listed.row().state() == State.OPEN && ++looks <= LOOKS_MAX;
            shown.add(PangolinMergeJson.brief(looked ? operations.look(listed) : listed));
        }
        return Answer.json(200, ManagementJson.write(shown));
    }

    Answer find(Request request, String id) {
        var operation = operations.look(operations.named(MergeId.parse(id)));
        return Answer.json(200, ManagementJson.write(PangolinMergeJson.shown(operation)));
    }

    /** Those of one that is open, answered or not. */
    Answer conflicts(Request request, String id) {
        var operation = operations.look(operations.named(MergeId.parse(id)));
        var shown = operation.conflicts().stream()
                .map(conflict -> PangolinConflictJson.shown(operation, conflict))
                .toList();
        return Answer.json(200, ManagementJson.write(shown));
    }

    Answer complete(Request request, String id) {
        var operation = operations.named(MergeId.parse(id));
        var row = operation.row();
        if (row.state() != State.OPEN) {
            throw notReady(row, "it is " + operation.status().word());
        }
        var order = Order.completing(row, MergeJson.answers(row), request.actor());
        return switch (runs.run(operation.catalog(), operation.task(), order)) {
            case Finished.Done(var preview, var commit) -> completed(row, commit);
            case Finished.Waiting(var preview) -> throw notReady(row, hindrance(preview));
            case Finished.Refused(var preview, var reason) -> throw ManagementError.conflict(reason);
            case Finished.Forbidden(var preview, var reason) -> throw ManagementError.forbidden(reason);
            case Finished.Ended(var preview) -> throw notReady(row, "it is not open any more");
            case Finished.Busy(var preview, var reason) -> throw ManagementError.tryAgain(reason);
            case Finished.Unknown(var preview, var reason) ->
                throw ManagementError.failed("It is not known whether the change was made: " + reason);
        };
    }

    private static Answer completed(MergeRow row, CommitId commit) {
        return told("completed", row, Optional.of(commit));
    }

    private static ManagementError notReady(MergeRow row, String why) {
        return ManagementError.badRequest("The merge operation %s is not ready: %s".formatted(row.id(), why));
    }

    private static String hindrance(Preview preview) {
        return switch (preview.outlook()) {
            case Outlook.Conflicted(var at, var conflicts, var warnings) ->
                "%d of its conflicts need an answer".formatted(conflicts.size());
            case Outlook.Unfit(var refusals, var open) -> refusals.getFirst().reason();
            case Outlook.Impossible(var reason) -> reason;
            case Outlook.UpToDate _, Outlook.Forward _, Outlook.Ready _ ->
                throw new IllegalStateException("nothing hinders what was not done: " + preview);
        };
    }

    Answer abort(Request request, String id) {
        var operation = operations.named(MergeId.parse(id));
        var row = merges.abort(operation.catalog(), operation.row().id(), request.actor(), Receipt.none())
                .orElseThrow(() -> PangolinOperations.ended(operation.row()));
        return told("aborted", row, Optional.empty());
    }

    private static Answer told(String status, MergeRow row, Optional<CommitId> commit) {
        var node = ManagementJson.object()
                .put("status", status)
                .put("operation_id", row.id().toString());
        commit.ifPresent(id -> node.put("commit_id", id.uuid().toString()));
        return Answer.json(200, ManagementJson.write(node));
    }
}
