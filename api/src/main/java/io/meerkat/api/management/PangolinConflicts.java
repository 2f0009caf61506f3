package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.command.merge.Merges;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.storage.merge.MergeRow.State;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Resolves conflicts in Pangolin's dialect. */
public final class PangolinConflicts {
    private final Merges merges;
    private final PangolinOperations operations;
    private final Clock clock;

    public PangolinConflicts(Merges merges, PangolinOperations operations, Clock clock) {
        this.merges = merges;
        this.operations = operations;
        this.clock = clock;
    }

    Answer resolve(Request request, String text) {
        var id = PangolinConflictId.parse(text);
        var operation = operations.look(operations.named(id.merge()));
        if (operation.row().state() != State.OPEN) {
            throw PangolinOperations.ended(operation.row());
        }
        var conflict = operation
                .conflict(id.conflict())
                .orElseThrow(() -> ManagementError.notFound("There is no conflict %s".formatted(id)));
        var before = Optional.ofNullable(MergeJson.answers(operation.row()).get(conflict.id()));
        var resolution = PangolinResolutions.read(ManagementJson.object(request.body()), conflict, before);
        requireFit(operation, conflict, resolution);
        var stored = PangolinResolutions.stored(resolution, request.actor().principal(), clock.instant());
        var answers = new TreeMap<>(Map.of(conflict.id().toString(), Optional.of(stored)));
        var row = merges.answer(operation.catalog(), operation.row().id(), answers, request.actor(), Receipt.none())
                .orElseThrow(() -> PangolinOperations.ended(operation.row()));
        return told(operations.look(operation.with(row)), id);
    }

    private void requireFit(PangolinOperation operation, Conflict conflict, Resolution resolution) {
        var answers = new HashMap<>(MergeJson.answers(operation.row()));
        answers.put(conflict.id(), resolution);
        operations.refusals(operation, answers).stream()
                .filter(refusal -> refusal.conflict().equals(conflict.id()))
                .findFirst()
                .ifPresent(refusal -> {
                    throw ManagementError.badRequest(refusal.reason());
                });
    }

    /** An answer can bring up what it does not cover, in the same object, or cannot be had together with another one. */
    private static Answer told(PangolinOperation operation, PangolinConflictId id) {
        var node = ManagementJson.object()
                .put("status", operation.isOpen(id.conflict()) ? "resolving" : "resolved")
                .put("conflict_id", id.toString())
                .put("operation_id", operation.row().id().toString())
                .put("operation_status", operation.status().word());
        return Answer.json(200, ManagementJson.write(node));
    }
}
