package io.meerkat.api.server;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Router;
import io.meerkat.api.http.Router.Handler;
import io.meerkat.api.http.Router.Route;
import io.meerkat.api.iceberg.IcebergCall;
import io.meerkat.api.iceberg.namespace.Listings;
import io.meerkat.api.iceberg.namespace.Namespaces;
import io.meerkat.api.iceberg.table.TableOperations;
import io.meerkat.api.iceberg.view.Views;
import java.util.List;
import java.util.function.Function;

/** Every operation, by its path behind the prefix as the specification writes it. What stands here is advertised. */
final class IcebergRoutes {
    private IcebergRoutes() {}

    static Router<IcebergCall> of(Namespaces namespaces, Listings listings, TableOperations tables, Views views) {
        return new Router<>(List.of(
                route("GET", "namespaces", listings::namespaces),
                route("POST", "namespaces", namespaces::create),
                route("GET", "namespaces/{namespace}", namespaces::load),
                route("HEAD", "namespaces/{namespace}", namespaces::exists),
                route("DELETE", "namespaces/{namespace}", namespaces::drop),
                route("POST", "namespaces/{namespace}/properties", namespaces::update),
                route("GET", "namespaces/{namespace}/tables", listings::tables),
                route("POST", "namespaces/{namespace}/tables", tables.lifecycle()::create),
                route("GET", "namespaces/{namespace}/tables/{table}", tables.tables()::load),
                route("HEAD", "namespaces/{namespace}/tables/{table}", tables.tables()::exists),
                route("POST", "namespaces/{namespace}/tables/{table}", tables.commits()::commit),
                route("DELETE", "namespaces/{namespace}/tables/{table}", tables.lifecycle()::drop),
                route("POST", "namespaces/{namespace}/tables/{table}/unregister", tables.lifecycle()::unregister),
                route("GET", "namespaces/{namespace}/tables/{table}/credentials", tables.tables()::credentials),
                route("POST", "namespaces/{namespace}/tables/{table}/metrics", tables.tables()::metrics),
                route("POST", "tables/rename", tables.lifecycle()::rename),
                route("POST", "transactions/commit", tables.commits()::transaction),
                route("POST", "namespaces/{namespace}/register", tables.registration()::register),
                route("GET", "namespaces/{namespace}/views", listings::views),
                route("POST", "namespaces/{namespace}/views", views::create),
                route("GET", "namespaces/{namespace}/views/{view}", views::load),
                route("HEAD", "namespaces/{namespace}/views/{view}", views::exists),
                route("POST", "namespaces/{namespace}/views/{view}", views::replace),
                route("DELETE", "namespaces/{namespace}/views/{view}", views::drop),
                route("POST", "namespaces/{namespace}/register-view", views::register),
                route("POST", "views/rename", views::rename)));
    }

    private static Route<IcebergCall> route(String method, String path, Function<IcebergCall, Answer> answer) {
        Handler<IcebergCall> handler = (call, names) -> answer.apply(call);
        return new Route<>(method, path, handler);
    }
}
