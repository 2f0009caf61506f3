package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.http.Router;
import io.meerkat.api.http.Router.Handler;
import io.meerkat.api.http.Router.Route;
import io.meerkat.api.management.DescribedRoute.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Every management call. */
public final class ManagementRoutes {
    static final String METRICS = "metrics";

    private static final String NAME = "name";

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
                route("GET", "api/v1/audit", audit::list),
                route("GET", "api/v1/audit/count", audit::count),
                route("GET", "api/v1/audit/{name}", audit::find),
                route("GET", METRICS, metrics::show)));
        routes.addAll(pangolin.all());
        var described = new Calls(refs, protections, merges, logs, objects);
        ApiDescription.ROUTES.forEach(route -> routes.add(route.on(described)));
        return new Router<>(routes);
    }

    static Route<Request> route(String method, String path, Function<Request, Answer> answer) {
        return undescribed(method, path, (request, names) -> answer.apply(request));
    }

    /** For a path that names what it is about in one segment. */
    static Route<Request> route(String method, String path, BiFunction<Request, String, Answer> answer) {
        return undescribed(
                method, path, (request, names) -> answer.apply(request, Objects.requireNonNull(names.get(NAME))));
    }

    private static Route<Request> undescribed(String method, String path, Handler<Request> handler) {
        if (path.startsWith("api/v2/")) {
            throw new IllegalArgumentException("%s belongs among the routes of ApiDescription".formatted(path));
        }
        return new Route<>(method, path, handler);
    }
}
