package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.http.Router;
import io.meerkat.api.http.Router.Route;
import io.meerkat.api.merge.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every management call. */
public final class ManagementRoutes {
    static final String METRICS = "metrics";

    private static final String NAME = "name";
    private static final String REF = "ref";

    private ManagementRoutes() {}

    public static Router<Request> of(
            CatalogCalls catalogs,
            RefCalls refs,
            ProtectionCalls protections,
            MergeCalls merges,
            LogCalls logs,
            ObjectCalls objects,
            PangolinRoutes pangolin,
            LoadCalls loads,
            HistoryCalls history,
            AuditCalls audit,
            Metrics metrics) {
        var routes = new ArrayList<>(List.of(
                route("GET", "api/v1/catalogs", catalogs::list),
                route("POST", "api/v1/catalogs", catalogs::create),
                route("GET", "api/v1/catalogs/{name}", catalogs::find),
                route("DELETE", "api/v1/catalogs/{name}", catalogs::drop),
                route("POST", "api/v1/catalogs/{name}/load", loads::load),
                route("GET", "api/v1/branches/{name...}/commits", history::commits),
                route("GET", "api/v2/catalogs/{name}/branches", refs::branches),
                route("POST", "api/v2/catalogs/{name}/branches", refs::createBranch),
                named("GET", "api/v2/catalogs/{name}/branches/{ref}", refs::branch),
                named("DELETE", "api/v2/catalogs/{name}/branches/{ref}", refs::deleteBranch),
                named("POST", "api/v2/catalogs/{name}/branches/{ref}/reset", refs::resetBranch),
                named("GET", "api/v2/catalogs/{name}/branches/{ref}/reflog", refs::reflog),
                named("POST", "api/v2/catalogs/{name}/branches/{ref}/rename", refs::renameBranch),
                named("POST", "api/v2/catalogs/{name}/branches/{ref}/undelete", refs::undeleteBranch),
                named("POST", "api/v2/catalogs/{name}/tags/{ref}/undelete", refs::undeleteTag),
                route("GET", "api/v2/catalogs/{name}/tags", refs::tags),
                route("POST", "api/v2/catalogs/{name}/tags", refs::createTag),
                named("GET", "api/v2/catalogs/{name}/tags/{ref}", refs::tag),
                named("DELETE", "api/v2/catalogs/{name}/tags/{ref}", refs::deleteTag),
                route("GET", "api/v2/catalogs/{name}/protections", protections::list),
                route("PUT", "api/v2/catalogs/{name}/protections", protections::replace),
                route("GET", "api/v2/catalogs/{name}/log", logs::log),
                named("GET", "api/v2/catalogs/{name}/commits/{ref}", logs::commit),
                route("GET", "api/v2/catalogs/{name}/diff", logs::diff),
                route("GET", "api/v2/catalogs/{name}/history", objects::history),
                route("GET", "api/v2/catalogs/{name}/blame", objects::blame),
                route("GET", "api/v1/audit", audit::list),
                route("GET", "api/v1/audit/count", audit::count),
                route("GET", "api/v1/audit/{name}", audit::find),
                route("GET", METRICS, metrics::show)));
        routes.addAll(pangolin.all());
        Stream.of(Verb.values()).forEach(verb -> routes.addAll(of(verb, merges)));
        return new Router<>(routes);
    }

    private static List<Route<Request>> of(Verb verb, MergeCalls merges) {
        var all = "api/v2/catalogs/{name}/%ss".formatted(verb.word());
        var one = all + "/{ref}";
        return List.of(
                route("POST", all, (request, catalog) -> merges.start(request, catalog, verb)),
                route("GET", all, (request, catalog) -> merges.list(request, catalog, verb)),
                named("GET", one, (request, catalog, id) -> merges.find(request, catalog, verb, id)),
                named(
                        "POST",
                        one + "/resolutions",
                        (request, catalog, id) -> merges.resolve(request, catalog, verb, id)),
                named("POST", one + "/complete", (request, catalog, id) -> merges.complete(request, catalog, verb, id)),
                named("POST", one + "/abort", (request, catalog, id) -> merges.abort(request, catalog, verb, id)));
    }

    static Route<Request> route(String method, String path, Function<Request, Answer> answer) {
        return new Route<>(method, path, (request, names) -> answer.apply(request));
    }

    /** For a path that names what it is about in one segment. */
    static Route<Request> route(String method, String path, BiFunction<Request, String, Answer> answer) {
        return new Route<>(
                method, path, (request, names) -> answer.apply(request, Objects.requireNonNull(names.get(NAME))));
    }

    /** Answers a request about a branch or tag of a catalog. */
    private interface RefAnswer {
        Answer answer(Request request, String catalog, String ref);
    }

    private static Route<Request> named(String method, String path, RefAnswer answer) {
        return new Route<>(
                method,
                path,
                (request, names) -> answer.answer(
                        request, Objects.requireNonNull(names.get(NAME)), Objects.requireNonNull(names.get(REF))));
    }
}
