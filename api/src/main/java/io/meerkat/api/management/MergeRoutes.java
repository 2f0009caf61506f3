package io.meerkat.api.management;

import static io.meerkat.api.management.DescribedRoute.ofCatalog;
import static io.meerkat.api.management.DescribedRoute.ofOne;
import static io.meerkat.api.management.Operations.LOCATION;
import static io.meerkat.api.management.Operations.posting;
import static io.meerkat.api.management.Operations.reading;
import static io.meerkat.api.management.schema.Parameters.LIMIT;
import static io.meerkat.api.management.schema.Parameters.MERGE;
import static io.meerkat.api.management.schema.Parameters.PAGE_TOKEN;
import static io.meerkat.api.management.schema.Parameters.STATE;
import static io.meerkat.api.management.schema.Problems.CONFLICT;
import static io.meerkat.api.management.schema.Problems.mergeConflict;

import io.meerkat.api.management.DescribedRoute.Calls;
import io.meerkat.api.management.schema.Merges;
import io.meerkat.api.merge.Verb;
import io.meerkat.api.openapi.Document.Group;
import io.meerkat.api.openapi.RequestBody;
import io.meerkat.api.openapi.Response;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Merges, cherry-picks, reverts and rebases: the same calls for each verb. */
final class MergeRoutes {
    private MergeRoutes() {}

    static Group group(Verb verb) {
        return new Group(
                tag(verb),
                switch (verb) {
                    case MERGE -> "Bring to a branch what another one has";
                    case CHERRY_PICK -> "Make the change of a commit once more on a branch";
                    case REVERT -> "Take the change of a commit back, by a new one";
                    case REBASE -> "Make the commits of a branch anew on another one, and point it there";
                });
    }

    private static String tag(Verb verb) {
        var word = verb.word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + "s";
    }

    static List<DescribedRoute> all() {
        return Stream.of(Verb.values()).flatMap(verb -> of(verb).stream()).toList();
    }

    private static List<DescribedRoute> of(Verb verb) {
        var all = verb.word() + "s";
        var one = all + "/{id}";
        var name = Merges.name(verb);
        var tag = tag(verb);
        return List.of(
                ofCatalog(
                        posting(
                                        all,
                                        "start" + name,
                                        tag,
                                        "Starts a %s: done at once, told by a dry run, or opened"
                                                .formatted(verb.word()))
                                .takes(new RequestBody(Merges.order(verb), true))
                                .answers(
                                        Response.of(
                                                200,
                                                "It is done, there was nothing to do, or what it would come to",
                                                Merges.outcome(verb)),
                                        Response.of(201, "It is opened", Merges.one(verb))
                                                .with(LOCATION),
                                        mergeConflict(verb)),
                        Calls::merges,
                        (calls, request, catalog) -> calls.start(request, catalog, verb)),
                ofCatalog(
                        reading(
                                        all,
                                        "list%ss".formatted(name),
                                        tag,
                                        "Lists the %s that were opened, the newest first".formatted(all))
                                .takes(STATE, LIMIT, PAGE_TOKEN)
                                .answers(Response.of(200, "A page of them", Merges.page(verb))),
                        Calls::merges,
                        (calls, request, catalog) -> calls.list(request, catalog, verb)),
                ofOne(
                        reading(
                                        one,
                                        "get" + name,
                                        tag,
                                        "Tells a %s, and while it is open what it would come to now"
                                                .formatted(verb.word()))
                                .takes(MERGE)
                                .answers(Response.of(200, "As it is now", Merges.one(verb))),
                        Calls::merges,
                        (calls, request, catalog, id) -> calls.find(request, catalog, verb, id)),
                ofOne(
                        posting(
                                        one + "/resolutions",
                                        "answer" + name,
                                        tag,
                                        "Answers conflicts of a %s".formatted(verb.word()))
                                .takes(MERGE)
                                .takes(new RequestBody(Merges.ANSWERS, true))
                                .answers(Response.of(200, "As it is now", Merges.one(verb)), CONFLICT),
                        Calls::merges,
                        (calls, request, catalog, id) -> calls.resolve(request, catalog, verb, id)),
                ofOne(
                        posting(
                                        one + "/complete",
                                        "complete" + name,
                                        tag,
                                        "Completes a %s that was opened".formatted(verb.word()))
                                .takes(MERGE)
                                .takes(new RequestBody(Merges.completion(verb), false))
                                .answers(
                                        Response.of(
                                                200,
                                                "It is done, or there was nothing to do any more",
                                                Merges.outcome(verb)),
                                        mergeConflict(verb)),
                        Calls::merges,
                        (calls, request, catalog, id) -> calls.complete(request, catalog, verb, id)),
                ofOne(
                        posting(
                                        one + "/abort",
                                        "abort" + name,
                                        tag,
                                        "Gives a %s up that was opened".formatted(verb.word()))
                                .takes(MERGE)
                                .answers(Response.of(200, "As it is now", Merges.one(verb)), CONFLICT),
                        Calls::merges,
                        (calls, request, catalog, id) -> calls.abort(request, catalog, verb, id)));
    }
}
