package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.merge.Finished;
import io.meerkat.api.merge.MergeRuns;
import io.meerkat.api.merge.MergeRuns.Order;
import io.meerkat.api.merge.Outlook;
import io.meerkat.api.merge.Preview;
import io.meerkat.api.merge.Task;
import io.meerkat.api.merge.Verb;
import io.meerkat.api.ref.Places.NoSuchPlace;
import io.meerkat.api.ref.Points;
import io.meerkat.command.merge.Answers;
import io.meerkat.command.merge.Merges;
import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.ConflictId;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.merge.catalog.Side;
import io.meerkat.model.Commit;
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
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges, cherry-picks, reverts and rebases. What goes through is done at once; what needs answers is kept open until it is
 * completed or aborted.
 */
public final class MergeCalls {
    private static final int ROUNDS_MAX = 100;
    private static final int ANSWERS_MAX = 20_000;
    private static final List<String> START = List.of("message", "dry_run", "hold", "resolutions", "take_all");

    private final MergeRuns runs;
    private final Merges merges;
    private final MergeTable table;
    private final Points points;

    public MergeCalls(MergeRuns runs, Merges merges, MergeTable table, Points points) {
        this.runs = runs;
        this.merges = merges;
        this.table = table;
        this.points = points;
    }

    /** Does it, looks what it would come to ({@code dry_run}), or opens it to be completed later ({@code hold}). */
    Answer start(Request request, String catalogName, Verb verb) {
        var body = ManagementJson.object(request.body());
        ManagementJson.requireOnly(body, TaskJson.members(verb, START));
        var catalog = points.catalog(catalogName);
        var task = TaskJson.read(verb, body);
        var answers = given(body);
        takeAll(catalog, task, body, answers);
        if (ManagementJson.flag(body, "dry_run")) {
            return Answer.json(200, ManagementJson.write(shown(task, runs.preview(catalog, task, answers))));
        }
        if (ManagementJson.flag(body, "hold")) {
            return opened(request, catalog, task, answers);
        }
        var order = new Order(answers, message(body), Optional.empty(), request.actor());
        return answer(runs.run(catalog, task, order), task, preview -> {
            var row = open(request, catalog, task, answers);
            throw conflicted(preview, MergeJson.shown(row, task));
        });
    }

    private Answer opened(Request request, CatalogRow catalog, Task task, Map<ConflictId, Resolution> answers) {
        var preview = runs.preview(catalog, task, answers);
        var row = open(request, catalog, task, answers);
        var node = MergeJson.shown(row, task);
        node.setAll(MergeJson.shown(preview));
        return Answer.json(201, ManagementJson.write(node))
                .with(
                        "Location",
                        "/api/v2/catalogs/%s/%ss/%s"
                                .formatted(catalog.name(), task.verb().word(), row.id()));
    }

    private MergeRow open(Request request, CatalogRow catalog, Task task, Map<ConflictId, Resolution> answers) {
        var branch = points.ref(catalog, task.branch(), Type.BRANCH);
        var row = merges.open(
                catalog, branch.branch(), task.branch(), ManagementJson.text(TaskJson.shown(task)), request.actor());
        return answers.isEmpty()
                ? row
                : merges.answer(catalog, row.id(), stored(answers), request.actor())
                        .orElseThrow();
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
        return Answer.json(200, ManagementJson.write(shown(catalog, required(catalog, verb, id))));
    }

    /** Takes answers, by the ids of their conflicts; null takes one back. */
    Answer resolve(Request request, String catalogName, Verb verb, String id) {
        var body = ManagementJson.object(request.body());
        ManagementJson.requireOnly(body, List.of("resolutions", "take_all"));
        var catalog = points.catalog(catalogName);
        var row = required(catalog, verb, id);
        var answers = answers(row);
        var untouched = new HashSet<>(answers.keySet());
        var given = given(body);
        answers.putAll(given);
        untouched.removeAll(given.keySet());
        takenBack(body).forEach(answers::remove);
        takenBack(body).forEach(untouched::remove);
        takeAll(catalog, TaskJson.stored(row.plan()), body, answers);
        if (answers.size() > ANSWERS_MAX) {
            throw ManagementError.badRequest("A merge keeps %d answers at most".formatted(ANSWERS_MAX));
        }
        // What somebody else answers or takes back at the same time stays.
        answers.keySet().removeAll(untouched);
        var changed = stored(answers);
        takenBack(body).forEach(conflict -> changed.putIfAbsent(conflict.toString(), Optional.empty()));
        var now = merges.answer(catalog, row.id(), changed, request.actor()).orElseThrow(() -> ended(row));
        return Answer.json(200, ManagementJson.write(shown(catalog, now)));
    }

    Answer complete(Request request, String catalogName, Verb verb, String id) {
        var body = ManagementJson.object(request.body());
        ManagementJson.requireOnly(body, List.of("message"));
        var catalog = points.catalog(catalogName);
        var row = required(catalog, verb, id);
        if (row.state() != State.OPEN) {
            throw ended(row);
        }
        var task = TaskJson.stored(row.plan());
        var order = new Order(answers(row), message(body), Optional.of(row), request.actor());
        return answer(runs.run(catalog, task, order), task, preview -> {
            throw conflicted(preview, MergeJson.shown(row, task));
        });
    }

    Answer abort(Request request, String catalogName, Verb verb, String id) {
        var catalog = points.catalog(catalogName);
        var row = required(catalog, verb, id);
        var now = merges.abort(catalog, row.id(), request.actor()).orElseThrow(() -> ended(row));
        return Answer.json(200, ManagementJson.write(shown(catalog, now)));
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

    private ObjectNode shown(CatalogRow catalog, MergeRow row) {
        var task = TaskJson.stored(row.plan());
        var node = MergeJson.shown(row, task);
        var answers = answers(row);
        node.set("resolutions", MergeJson.answers(answers));
        if (row.state() == State.OPEN) {
            try {
                node.setAll(MergeJson.shown(runs.preview(catalog, task, answers, Optional.of(row))));
            } catch (NoSuchPlace e) {
                node.put("outlook", "impossible").put("reason", e.getMessage());
            }
        }
        return node;
    }

    private static ObjectNode shown(Task task, Preview preview) {
        var node = TaskJson.shown(task);
        node.setAll(MergeJson.shown(preview));
        return node;
    }

    /** {@code conflicted} hears of a task that waits for answers, and throws what is to be told. */
    private static Answer answer(Finished finished, Task task, Consumer<Preview> conflicted) {
        return switch (finished) {
            case Finished.Done(var preview, var commit) -> {
                var node = MergeJson.completed(task, commit);
                node.setAll(MergeJson.shown(preview));
                yield Answer.json(200, ManagementJson.write(node));
            }
            case Finished.Waiting(var preview) -> {
                if (preview.outlook() instanceof Outlook.Conflicted) {
                    conflicted.accept(preview);
                }
                if (preview.outlook() instanceof Outlook.Impossible(var reason)) {
                    throw ManagementError.conflict(reason, shown(task, preview));
                }
                if (preview.outlook() instanceof Outlook.Unfit) {
                    throw ManagementError.conflict("Answers do not fit their conflicts", shown(task, preview));
                }
                yield Answer.json(200, ManagementJson.write(shown(task, preview).put("state", "up_to_date")));
            }
            case Finished.Refused(var preview, var reason) -> throw ManagementError.conflict(reason);
            case Finished.Forbidden(var preview, var reason) -> throw ManagementError.forbidden(reason);
            case Finished.Ended(var preview) -> throw ManagementError.conflict("The merge is not open any more");
            case Finished.Busy(var preview, var reason) -> throw ManagementError.tryAgain(reason);
            case Finished.Unknown(var preview, var reason) ->
                throw ManagementError.failed("It is not known whether the change was made: " + reason);
        };
    }

    private static ManagementError conflicted(Preview preview, ObjectNode merge) {
        merge.setAll(MergeJson.shown(preview));
        int count = preview.outlook() instanceof Outlook.Conflicted conflicted
                ? conflicted.conflicts().size()
                : 0;
        var members = ManagementJson.object();
        members.set("merge", merge);
        return ManagementError.conflict(ConflictJson.toBeResolved(count), members);
    }

    /** Answers all that offers it with one side, again and again until nothing new comes up. */
    private void takeAll(CatalogRow catalog, Task task, JsonNode body, Map<ConflictId, Resolution> answers) {
        var word = ManagementJson.text(body, "take_all");
        if (word.isEmpty()) {
            return;
        }
        var side = switch (word.get()) {
            case "ours" -> Side.OURS;
            case "theirs" -> Side.THEIRS;
            default -> throw ManagementError.badRequest("take_all is 'ours' or 'theirs': '%s'".formatted(word.get()));
        };
        var take = new Resolution.Take(side);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            var open = open(runs.preview(catalog, task, answers)).stream()
                    .filter(conflict -> conflict.offered().contains(take.offer()))
                    .filter(conflict -> !answers.containsKey(conflict.id()))
                    .toList();
            if (open.isEmpty()) {
                return;
            }
            open.forEach(conflict -> answers.put(conflict.id(), take));
        }
    }

    private static List<Conflict> open(Preview preview) {
        return preview.outlook() instanceof Outlook.Conflicted conflicted ? conflicted.conflicts() : List.of();
    }

    private static Optional<String> message(JsonNode body) {
        var message = ManagementJson.text(body, "message").map(String::strip).filter(text -> !text.isEmpty());
        message.ifPresent(text -> {
            if (text.length() > Commit.MESSAGE_MAX || text.indexOf('\0') >= 0) {
                throw ManagementError.badRequest(
                        "'message' has at most %d characters, and none is U+0000".formatted(Commit.MESSAGE_MAX));
            }
        });
        return message;
    }

    private static Map<ConflictId, Resolution> given(JsonNode body) {
        var answers = new HashMap<ConflictId, Resolution>();
        resolutions(body).properties().forEach(answer -> {
            if (!answer.getValue().isNull()) {
                answers.put(ConflictId.parse(answer.getKey()), ResolutionJson.read(answer.getValue()));
            }
        });
        return answers;
    }

    private static List<ConflictId> takenBack(JsonNode body) {
        return resolutions(body).properties().stream()
                .filter(answer -> answer.getValue().isNull())
                .map(answer -> ConflictId.parse(answer.getKey()))
                .toList();
    }

    private static JsonNode resolutions(JsonNode body) {
        var node = body.path("resolutions");
        if (node.size() > ANSWERS_MAX) {
            throw ManagementError.badRequest("%d answers are more than %d".formatted(node.size(), ANSWERS_MAX));
        }
        if (!node.isMissingNode() && !node.isObject()) {
            throw ManagementError.badRequest("'resolutions' is an object of answers by the ids of their conflicts");
        }
        return node;
    }

    static Map<ConflictId, Resolution> answers(MergeRow row) {
        var answers = new HashMap<ConflictId, Resolution>();
        Answers.read(row.resolutions())
                .forEach((conflict, text) ->
                        answers.put(ConflictId.parse(conflict), ResolutionJson.read(ManagementJson.tree(text))));
        return answers;
    }

    private static SortedMap<String, Optional<String>> stored(Map<ConflictId, Resolution> answers) {
        var stored = new TreeMap<String, Optional<String>>();
        answers.forEach((conflict, resolution) ->
                stored.put(conflict.toString(), Optional.of(ManagementJson.text(ResolutionJson.shown(resolution)))));
        return stored;
    }
}
