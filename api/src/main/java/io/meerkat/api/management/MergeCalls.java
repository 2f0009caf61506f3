package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.key.Keys;
import io.meerkat.api.management.schema.Resolutions;
import io.meerkat.api.merge.Finished;
import io.meerkat.api.merge.Kept;
import io.meerkat.api.merge.MergeRuns;
import io.meerkat.api.merge.MergeRuns.Order;
import io.meerkat.api.merge.Outlook;
import io.meerkat.api.merge.Preview;
import io.meerkat.api.merge.Task;
import io.meerkat.api.merge.Verb;
import io.meerkat.api.ref.Points;
import io.meerkat.command.merge.Merges;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.ConflictId;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.merge.catalog.Side;
import io.meerkat.model.MergeId;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.merge.MergeRow;
import io.meerkat.storage.merge.MergeRow.State;
import io.meerkat.storage.merge.MergeTable;
import io.meerkat.storage.ref.RefRow.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Merges, cherry-picks, reverts and rebases. What goes through is done at once; what needs answers is kept open until it is
 * completed or aborted.
 */
public final class MergeCalls {
    private static final int ROUNDS_MAX = 100;

    private final MergeRuns runs;
    private final Merges merges;
    private final MergeTable table;
    private final Points points;
    private final MergeAnswers answers;
    private final Keys keys;

    public MergeCalls(MergeRuns runs, Merges merges, MergeTable table, Points points, MergeAnswers answers, Keys keys) {
        this.runs = runs;
        this.merges = merges;
        this.table = table;
        this.points = points;
        this.answers = answers;
        this.keys = keys;
    }

    /** Does it, looks what it would come to ({@code dry_run}), or opens it to be completed later ({@code hold}). */
    Answer start(Request request, String catalogName, Verb verb) {
        var body = MergeBody.read(request);
        var catalog = points.catalog(catalogName);
        var task = fixed(catalog, TaskJson.read(verb, body.json()));
        var given = body.given();
        body.takeAll().ifPresent(side -> takeAll(catalog, task, side, given));
        if (body.isDryRun()) {
            return Answer.json(200, ManagementJson.write(MergeAnswers.shown(task, runs.preview(catalog, task, given))));
        }
        if (body.isHeld()) {
            var preview = runs.preview(catalog, task, given);
            var row = open(request, 201, catalog, settled(task, preview), given);
            return MergeAnswers.opened(catalog, row, preview);
        }
        var finished = runs.run(catalog, task, order(request, catalog, task, given, body, Optional.empty()));
        if (finished instanceof Finished.Waiting(var preview) && preview.outlook() instanceof Outlook.Conflicted) {
            var earlier = openAlready(catalog, task, preview);
            if (earlier.isPresent()) {
                return goOn(request, catalog, earlier.get(), body);
            }
        }
        MergeAnswers.keptUpToDate(task, finished).ifPresent(keys.of(request)::keep);
        return MergeAnswers.of(finished, task, preview -> {
            throw MergeAnswers.conflicted(open(request, 409, catalog, settled(task, preview), given), preview);
        });
    }

    /** A branch that is merged may go on until it is; a commit that is picked or reverted is what the name led to at first. */
    private Task fixed(CatalogRow catalog, Task task) {
        return task.verb().needsMergeBase()
                ? task
                : task.of(points.at(catalog.name(), task.source()).commit());
    }

    /** What is opened is of this branch and no other one of its name. */
    private static Task settled(Task task, Preview preview) {
        return task.verb().needsMergeBase() ? task.settled(preview.source()) : task;
    }

    private Optional<MergeRow> openAlready(CatalogRow catalog, Task task, Preview preview) {
        return table.open(catalog.tenant(), catalog.catalog(), preview.branch().branch(), plan(settled(task, preview)));
    }

    private static String plan(Task task) {
        return ManagementJson.text(TaskJson.shown(task));
    }

    /** With the answers that it has, and those that are given now. */
    private Answer goOn(Request request, CatalogRow catalog, MergeRow row, MergeBody body) {
        var changed = changed(catalog, row, body);
        var now = changed.isEmpty()
                ? row
                : merges.answer(catalog, row.id(), changed, request.actor(), Receipt.none())
                        .orElseThrow(() -> ended(row));
        return complete(request, catalog, now, body, () -> keys.of(request).keep(MergeAnswers.kept(409, catalog, now)));
    }

    private Order order(
            Request request,
            CatalogRow catalog,
            Task task,
            Map<ConflictId, Resolution> given,
            MergeBody body,
            Optional<MergeRow> opened) {
        var kept = new Kept(
                keys.of(request), preview -> MergeAnswers.kept(task, preview).json());
        var message = body.message();
        if (message.isPresent() && !task.takesMessage()) {
            throw ManagementError.badRequest(
                    "Commits that are made anew keep their messages: there is no place for '%s'"
                            .formatted(message.get()));
        }
        return new Order(
                given,
                body.expected(),
                message,
                opened,
                preview -> openAlready(catalog, task, preview),
                request.actor(),
                kept);
    }

    private MergeRow open(
            Request request, int status, CatalogRow catalog, Task task, Map<ConflictId, Resolution> given) {
        var branch = points.ref(catalog, task.branch(), Type.BRANCH);
        return merges.open(
                catalog,
                branch.branch(),
                task.branch(),
                plan(task),
                MergeJson.stored(given),
                request.actor(),
                receipt(request, status, catalog));
    }

    private Receipt<MergeRow> receipt(Request request, int status, CatalogRow catalog) {
        return keys.of(request).receipt(row -> MergeAnswers.kept(status, catalog, row));
    }

    Answer list(Request request, String catalogName, Verb verb) {
        var catalog = points.catalog(catalogName);
        int limit = Paging.page(request).limit();
        var state = request.parameter("state").map(MergeCalls::state);
        var rows = table.list(
                catalog.tenant(),
                catalog.catalog(),
                Optional.of(verb.word()),
                state,
                MergePages.after(request),
                limit + 1);
        var answer = ManagementJson.object();
        var shown = answer.putArray("%ss".formatted(verb.word().replace('-', '_')));
        rows.stream().limit(limit).forEach(row -> shown.add(MergeJson.shown(row, TaskJson.stored(row.plan()))));
        if (rows.size() > limit) {
            answer.put("next_page_token", MergePages.token(rows.get(limit - 1)));
        }
        return Answer.json(200, ManagementJson.write(answer));
    }

    private static State state(String word) {
        try {
            return State.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ManagementError.badRequest("state is open, completed or aborted: '%s'".formatted(word));
        }
    }

    /** With what it would come to now, as long as it is open. */
    Answer find(Request request, String catalogName, Verb verb, String id) {
        var catalog = points.catalog(catalogName);
        return Answer.json(200, ManagementJson.write(answers.shown(catalog, required(catalog, verb, id))));
    }

    /** Takes answers, by the ids of their conflicts; null takes one back. */
    Answer resolve(Request request, String catalogName, Verb verb, String id) {
        var body = MergeBody.read(request);
        var catalog = points.catalog(catalogName);
        var row = required(catalog, verb, id);
        var changed = changed(catalog, row, body);
        var now = merges.answer(catalog, row.id(), changed, request.actor(), receipt(request, 200, catalog))
                .orElseThrow(() -> ended(row));
        return Answer.json(200, ManagementJson.write(answers.shown(catalog, now)));
    }

    private SortedMap<String, Optional<String>> changed(CatalogRow catalog, MergeRow row, MergeBody body) {
        var wanted = MergeJson.answers(row);
        var untouched = new HashSet<>(wanted.keySet());
        var given = body.given();
        wanted.putAll(given);
        untouched.removeAll(given.keySet());
        body.takenBack().forEach(wanted::remove);
        body.takenBack().forEach(untouched::remove);
        body.takeAll().ifPresent(side -> takeAll(catalog, TaskJson.stored(row.plan()), side, wanted));
        if (wanted.size() > Resolutions.ANSWERS_MAX) {
            throw ManagementError.badRequest("A merge keeps %d answers at most".formatted(Resolutions.ANSWERS_MAX));
        }
        // What somebody else answers or takes back at the same time stays.
        wanted.keySet().removeAll(untouched);
        var changed = MergeJson.stored(wanted);
        body.takenBack().forEach(conflict -> changed.putIfAbsent(conflict.toString(), Optional.empty()));
        return changed;
    }

    Answer complete(Request request, String catalogName, Verb verb, String id) {
        var body = MergeBody.read(request);
        var catalog = points.catalog(catalogName);
        var row = required(catalog, verb, id);
        if (row.state() != State.OPEN) {
            throw ended(row);
        }
        return complete(request, catalog, row, body, () -> {});
    }

    private Answer complete(Request request, CatalogRow catalog, MergeRow row, MergeBody body, Runnable conflicted) {
        var task = TaskJson.stored(row.plan());
        var order = order(request, catalog, task, MergeJson.answers(row), body, Optional.of(row));
        return MergeAnswers.of(runs.run(catalog, task, order), task, preview -> {
            conflicted.run();
            throw MergeAnswers.conflicted(row, preview);
        });
    }

    Answer abort(Request request, String catalogName, Verb verb, String id) {
        var catalog = points.catalog(catalogName);
        var row = required(catalog, verb, id);
        var now = merges.abort(catalog, row.id(), request.actor(), receipt(request, 200, catalog))
                .orElseThrow(() -> ended(row));
        return Answer.json(200, ManagementJson.write(answers.shown(catalog, now)));
    }

    private MergeRow required(CatalogRow catalog, Verb verb, String id) {
        return table.find(catalog.tenant(), catalog.catalog(), MergeId.parse(id))
                .filter(row -> TaskJson.stored(row.plan()).verb() == verb)
                .orElseThrow(() -> ManagementError.notFound(
                        "There is no %s %s in catalog %s".formatted(verb.word(), id, catalog.name())));
    }

    private static ManagementError ended(MergeRow row) {
        return ManagementError.conflict("The merge %s is not open any more".formatted(row.id()));
    }

    /**
     * Answers all that offers it with one side, again and again until nothing new comes up. Where a conflict has items, these
     * are answered, so that what nobody disagrees about is merged.
     */
    private void takeAll(CatalogRow catalog, Task task, Side side, Map<ConflictId, Resolution> given) {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            var answers = new HashMap<ConflictId, Resolution>();
            open(runs.preview(catalog, task, given))
                    .forEach(conflict -> TakeAll.answer(conflict, side, Optional.ofNullable(given.get(conflict.id())))
                            .ifPresent(answer -> answers.put(conflict.id(), answer)));
            if (answers.isEmpty()) {
                return;
            }
            given.putAll(answers);
        }
    }

    private static List<Conflict> open(Preview preview) {
        return switch (preview.outlook()) {
            case Outlook.Conflicted conflicted -> conflicted.conflicts();
            case Outlook.Unfit unfit -> unfit.open().conflicts();
            case Outlook.Ready _, Outlook.Forward _, Outlook.UpToDate _, Outlook.Impossible _ -> List.of();
        };
    }
}
