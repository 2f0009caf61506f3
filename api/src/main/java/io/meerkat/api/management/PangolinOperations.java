package io.meerkat.api.management;

import io.meerkat.api.management.PangolinOperation.Status;
import io.meerkat.api.merge.MergeRuns;
import io.meerkat.api.merge.Outlook;
import io.meerkat.api.merge.Preview;
import io.meerkat.api.merge.Task;
import io.meerkat.api.merge.Verb;
import io.meerkat.api.ref.Places.NoSuchPlace;
import io.meerkat.api.ref.Points;
import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.ConflictId;
import io.meerkat.merge.catalog.MergeOutcome.Refusal;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.model.MergeId;
import io.meerkat.model.TenantId;
import io.meerkat.query.Page;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.merge.MergeRow;
import io.meerkat.storage.merge.MergeRow.State;
import io.meerkat.storage.merge.MergeTable;
import io.meerkat.storage.merge.MergeTable.After;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the merges of branches that were opened, and looks what they would come to. */
public final class PangolinOperations {
    private final MergeRuns runs;
    private final MergeTable table;
    private final Points points;

    public PangolinOperations(MergeRuns runs, MergeTable table, Points points) {
        this.runs = runs;
        this.table = table;
        this.points = points;
    }

    /**
     * Without a look at what it would come to.
     *
     * @throws ManagementError 404 if no catalog has it
     */
    PangolinOperation named(MergeId id) {
        return table.locate(TenantId.DEFAULT, id)
                .filter(found -> isMerge(found.row()))
                .map(found -> unseen(points.catalog(found.catalog().value()), found.row()))
                .orElseThrow(() -> ManagementError.notFound("There is no merge operation %s".formatted(id)));
    }

    /** All, the newest first, without a look at them. */
    List<PangolinOperation> list(CatalogRow catalog) {
        var all = new ArrayList<PangolinOperation>();
        Optional<After> after = Optional.empty();
        List<MergeRow> page;
        do {
            page = table.list(
                    catalog.tenant(), catalog.catalog(), Optional.empty(), Optional.empty(), after, Page.LIMIT_MAX);
            page.stream().filter(PangolinOperations::isMerge).forEach(row -> all.add(unseen(catalog, row)));
            after = page.stream().reduce((_, last) -> last).map(last -> new After(last.openedAt(), last.id()));
        } while (page.size() == Page.LIMIT_MAX);
        return all;
    }

    private static boolean isMerge(MergeRow row) {
        return task(row).verb() == Verb.MERGE;
    }

    private static Task task(MergeRow row) {
        return TaskJson.stored(row.plan());
    }

    PangolinOperation look(PangolinOperation operation) {
        var row = operation.row();
        if (row.state() != State.OPEN) {
            return operation;
        }
        var answers = MergeJson.answers(row);
        try {
            var now = preview(operation, answers);
            var before = answers.isEmpty() ? now : preview(operation, Map.of());
            var open = open(now, before);
            var answered = conflicts(before).stream()
                    .filter(conflict -> answers.containsKey(conflict.id()) && !open.contains(conflict))
                    .toList();
            return new PangolinOperation(
                    operation.catalog(),
                    row,
                    operation.task(),
                    status(now.outlook(), answers),
                    now.base(),
                    open,
                    answered);
        } catch (NoSuchPlace e) {
            return operation;
        }
    }

    private Preview preview(PangolinOperation operation, Map<ConflictId, Resolution> answers) {
        return runs.preview(operation.catalog(), operation.task(), answers, Optional.of(operation.row()));
    }

    /** Which of some answers do not fit. */
    List<Refusal> refusals(PangolinOperation operation, Map<ConflictId, Resolution> answers) {
        return preview(operation, answers).outlook() instanceof Outlook.Unfit(var refusals, var open)
                ? refusals
                : List.of();
    }

    private static List<Conflict> open(Preview now, Preview before) {
        if (now.outlook() instanceof Outlook.Unfit(var refusals, var open)) {
            var refused = refusals.stream().map(Refusal::conflict).collect(Collectors.toSet());
            return conflicts(before).stream()
                    .filter(conflict -> refused.contains(conflict.id()))
                    .toList();
        }
        return conflicts(now);
    }

    private static List<Conflict> conflicts(Preview preview) {
        return preview.outlook() instanceof Outlook.Conflicted conflicted ? conflicted.conflicts() : List.of();
    }

    private static Status status(Outlook outlook, Map<ConflictId, Resolution> answers) {
        return switch (outlook) {
            case Outlook.UpToDate _, Outlook.Forward _, Outlook.Ready _ -> Status.READY;
            case Outlook.Conflicted _, Outlook.Unfit _ -> answers.isEmpty() ? Status.CONFLICTED : Status.RESOLVING;
            case Outlook.Impossible _ -> Status.PENDING;
        };
    }

    private static PangolinOperation unseen(CatalogRow catalog, MergeRow row) {
        var status = switch (row.state()) {
            case OPEN -> Status.PENDING;
            case COMPLETED -> Status.COMPLETED;
            case ABORTED -> Status.ABORTED;
        };
        return new PangolinOperation(catalog, row, task(row), status, Optional.empty(), List.of(), List.of());
    }

    static ManagementError ended(MergeRow row) {
        return ManagementError.conflict("The merge operation %s is not open any more".formatted(row.id()));
    }
}
