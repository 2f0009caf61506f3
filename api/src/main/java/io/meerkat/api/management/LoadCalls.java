package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.key.Keys;
import io.meerkat.api.load.BulkLoad;
import io.meerkat.api.load.Existing;
import io.meerkat.api.load.LoadCounts;
import io.meerkat.api.load.LoadOutcome.Again;
import io.meerkat.api.load.LoadOutcome.Done;
import io.meerkat.api.load.LoadOutcome.Forbidden;
import io.meerkat.api.load.LoadOutcome.KeyReused;
import io.meerkat.api.load.LoadOutcome.NoSuchCatalog;
import io.meerkat.api.load.LoadOutcome.NotDone;
import io.meerkat.api.load.LoadOutcome.ReadOnly;
import io.meerkat.api.load.LoadOutcome.Unknown;
import io.meerkat.api.load.LoadRefused;
import io.meerkat.api.load.LoadRequest;
import io.meerkat.api.load.Problems;
import io.meerkat.api.ref.Places;
import io.meerkat.model.CommitId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.IdempotentCall;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Taking in many namespaces and tables at once. */
public final class LoadCalls {
    private static final String KEY = "idempotency-key";

    private final BulkLoad loads;
    private final Places places;
    private final Keys keys;

    public LoadCalls(BulkLoad loads, Places places, Keys keys) {
        this.loads = loads;
        this.places = places;
        this.keys = keys;
    }

    /** The body holds lines, each a JSON object; all of them are done by one commit, or none. */
    Answer load(Request request, String catalog) {
        var place = places.find(TenantId.DEFAULT, catalog);
        if (!place.writable()) {
            throw ManagementError.forbidden(
                    "%s is a fixed point in history and takes no writes; use the branch".formatted(place));
        }
        boolean dryRun = flag(request, "dry_run");
        var existing = request.parameter("existing").map(Existing::named).orElse(Existing.FAIL);
        var call = dryRun ? Optional.<IdempotentCall>empty() : keys.of(request).call();
        try {
            var outcome = loads.run(new LoadRequest(
                    place,
                    request.body(),
                    existing,
                    dryRun,
                    request.actor(),
                    call,
                    counts -> ManagementJson.text(shown(counts, false))));
            return switch (outcome) {
                case Done(var at, var counts) -> answer(at, shown(counts, dryRun));
                case Again(var at, var json) -> answer(at, (ObjectNode) ManagementJson.tree(json));
                case NoSuchCatalog() -> throw ManagementError.notFound("Catalog does not exist: " + place);
                case ReadOnly() ->
                    throw ManagementError.forbidden("%s is a tag and takes no writes; use a branch".formatted(place));
                case Forbidden(var why) -> throw ManagementError.forbidden(why);
                case KeyReused() ->
                    throw ManagementError.keyReused("The Idempotency-Key was used for another request: '%s'"
                            .formatted(request.header(KEY).orElse("")));
                case NotDone(var why) -> throw ManagementError.tryAgain(why);
                case Unknown(var why) ->
                    throw ManagementError.failed("It is not known whether the load was done: " + why);
            };
        } catch (LoadRefused e) {
            throw refused(e.problems());
        }
    }

    private static Answer answer(CommitId at, ObjectNode shown) {
        return Answer.json(200, ManagementJson.write(shown.put("commit", at.hex())));
    }

    private static ObjectNode shown(LoadCounts counts, boolean dryRun) {
        return ManagementJson.object()
                .put("namespaces", counts.namespaces())
                .put("tables", counts.tables())
                .put("unchanged", counts.unchanged())
                .put("skipped", counts.skipped())
                .put("dry_run", dryRun);
    }

    private static ManagementError refused(Problems problems) {
        var shown = problems.shown();
        var errors = ManagementJson.object().arrayNode();
        shown.forEach(problem -> errors.addObject()
                .put("line", problem.line())
                .put("value", problem.value())
                .put("message", problem.message()));
        var first = shown.getFirst();
        return ManagementError.lines(
                problems.areConflictsOnly(),
                "Nothing was loaded: %d lines cannot be. Line %d, '%s': %s"
                        .formatted(problems.count(), first.line(), first.value(), first.message()),
                errors);
    }

    private static boolean flag(Request request, String name) {
        return switch (request.parameter(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            case String other ->
                throw ManagementError.badRequest("%s must be true or false: '%s'".formatted(name, other));
        };
    }
}
