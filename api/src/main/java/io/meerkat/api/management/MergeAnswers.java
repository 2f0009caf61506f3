package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.merge.Finished;
import io.meerkat.api.merge.MergeRuns;
import io.meerkat.api.merge.Outlook;
import io.meerkat.api.merge.Preview;
import io.meerkat.api.merge.Task;
import io.meerkat.api.ref.Places.NoSuchPlace;
import io.meerkat.api.ref.Points;
import io.meerkat.model.CommitId;
import io.meerkat.model.MergeId;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.merge.MergeRow;
import io.meerkat.storage.merge.MergeRow.State;
import io.meerkat.storage.merge.MergeTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** What calls about merges are answered, the first time and again under an idempotency key. */
public final class MergeAnswers {
    private static final String MERGE = "merge";
    private static final String CATALOG = "catalog";

    private final MergeRuns runs;
    private final MergeTable table;
    private final Points points;

    public MergeAnswers(MergeRuns runs, MergeTable table, Points points) {
        this.runs = runs;
        this.table = table;
        this.points = points;
    }

    /** What was done is answered as it was; a merge that was opened or went on, as it is now. */
    public Answer again(StoredAnswer stored) {
        var kept = KeptAnswer.read(stored);
        if (!kept.body().has(MERGE)) {
            return kept.answer();
        }
        var catalog = points.catalog(kept.body().get(CATALOG).stringValue());
        var row = table.find(
                        catalog.tenant(),
                        catalog.catalog(),
                        MergeId.parse(kept.body().get(MERGE).stringValue()))
                .orElseThrow();
        return switch (kept.status()) {
            case 201 -> located(catalog, row, shown(catalog, row));
            case 409 -> throw conflicted(shown(catalog, row));
            default -> Answer.json(kept.status(), ManagementJson.write(shown(catalog, row)));
        };
    }

    /** To be shown anew. */
    static StoredAnswer kept(int status, CatalogRow catalog, MergeRow row) {
        var body = ManagementJson.object()
                .put(CATALOG, catalog.name().value())
                .put(MERGE, row.id().toString());
        return new KeptAnswer(status, body).stored();
    }

    /** To be answered as it is, if it is short enough; if not, without its long lists. */
    static KeptAnswer kept(Task task, Preview preview) {
        var kept = new KeptAnswer(200, completed(task, preview));
        return StoredAnswer.fits(kept.json())
                ? kept
                : new KeptAnswer(
                        200,
                        kept.body()
                                .put(MergeJson.CHANGES_TRUNCATED, true)
                                .without(List.of("changes", "warnings", "notices", "left_out")));
    }

    private static ObjectNode completed(Task task, Preview preview) {
        var node = TaskJson.shown(task).put("state", "completed");
        node.setAll(MergeJson.shown(preview));
        return node;
    }

    static Answer opened(CatalogRow catalog, MergeRow row, Preview preview) {
        return located(catalog, row, shown(row, preview));
    }

    private static Answer located(CatalogRow catalog, MergeRow row, ObjectNode shown) {
        var task = TaskJson.stored(row.plan());
        return Answer.json(201, ManagementJson.write(shown))
                .with(
                        "Location",
                        Locations.below(
                                catalog.name(),
                                task.verb().word() + "s",
                                row.id().toString()));
    }

    /** With what it would come to now, as long as it is open. */
    ObjectNode shown(CatalogRow catalog, MergeRow row) {
        if (row.state() != State.OPEN) {
            return shown(row);
        }
        try {
            return shown(
                    row, runs.preview(catalog, TaskJson.stored(row.plan()), MergeJson.answers(row), Optional.of(row)));
        } catch (NoSuchPlace e) {
            return shown(row).put("outlook", "impossible").put("reason", e.getMessage());
        }
    }

    private static ObjectNode shown(MergeRow row, Preview preview) {
        var node = shown(row);
        node.setAll(MergeJson.shown(preview));
        return node;
    }

    private static ObjectNode shown(MergeRow row) {
        var node = MergeJson.shown(row, TaskJson.stored(row.plan()));
        node.set("resolutions", MergeJson.shown(MergeJson.answers(row)));
        return node;
    }

    static ObjectNode shown(Task task, Preview preview) {
        var node = TaskJson.shown(task);
        node.setAll(MergeJson.shown(preview));
        return node;
    }

    /** {@code conflicted} hears of a task that waits for answers, and throws what is to be told. */
    static Answer of(Finished finished, Task task, Consumer<Preview> conflicted) {
        return switch (finished) {
            case Finished.Done(var preview, var commit) -> done(task, preview, commit);
            case Finished.Waiting(var preview) -> waiting(task, preview, conflicted);
            case Finished.Refused(var preview, var reason) -> throw ManagementError.conflict(reason);
            case Finished.Forbidden(var preview, var reason) -> throw ManagementError.forbidden(reason);
            case Finished.Ended(var preview) -> throw ManagementError.conflict("The merge is not open any more");
            case Finished.Busy(var preview, var reason) -> throw ManagementError.tryAgain(reason);
            case Finished.Unknown(var preview, var reason) ->
                throw ManagementError.failed("It is not known whether the change was made: " + reason);
        };
    }

    private static Answer done(Task task, Preview preview, CommitId commit) {
        return Answer.json(200, ManagementJson.write(completed(task, preview).put("head", commit.hex())));
    }

    private static Answer waiting(Task task, Preview preview, Consumer<Preview> conflicted) {
        if (preview.outlook() instanceof Outlook.Conflicted) {
            conflicted.accept(preview);
        }
        if (preview.outlook() instanceof Outlook.Impossible(var reason)) {
            throw conflict(reason, shown(task, preview));
        }
        if (preview.outlook() instanceof Outlook.Unfit) {
            throw conflict("Answers do not fit their conflicts", shown(task, preview));
        }
        return Answer.json(200, ManagementJson.write(upToDate(task, preview)));
    }

    private static ObjectNode upToDate(Task task, Preview preview) {
        return shown(task, preview).put("state", "up_to_date");
    }

    /** To be remembered: sent again, it may find more to merge. */
    static Optional<StoredAnswer> keptUpToDate(Task task, Finished finished) {
        return finished instanceof Finished.Waiting(var preview) && preview.outlook() instanceof Outlook.UpToDate
                ? Optional.of(new KeptAnswer(200, upToDate(task, preview)).stored())
                : Optional.empty();
    }

    static ManagementError conflicted(MergeRow row, Preview preview) {
        return conflicted(shown(row, preview));
    }

    private static ManagementError conflicted(ObjectNode merge) {
        int open = merge.path("conflicts").size();
        if (open > 0) {
            return conflict(ConflictJson.toBeResolved(open), merge);
        }
        var state = merge.get("state").stringValue();
        return conflict(
                state.equals("open")
                        ? "There were conflicts, and all are answered; it is to be completed"
                        : "There were conflicts; it is %s by now".formatted(state),
                merge);
    }

    private static ManagementError conflict(String message, ObjectNode merge) {
        var members = ManagementJson.object();
        members.set(MERGE, merge);
        return ManagementError.conflict(message, members);
    }
}
