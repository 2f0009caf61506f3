package io.meerkat.conformance.rest;

import static io.meerkat.conformance.rest.Bodies.change;
import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.schema;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static io.meerkat.conformance.rest.Bodies.transaction;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** An operation that takes an idempotency key, in a namespace that holds the table {@code t} and the view {@code v}. */
record KeyedOperation(String name, BiFunction<RestClient, String, Sending> making) {
    /** A request that can be sent again and again; paths begin behind {@code /v1/}. */
    record Sending(String method, String path, String body) {
        Answer by(RestClient client, UUID key) {
            return client.send(method, "/v1/" + path, body, key);
        }
    }

    static Stream<KeyedOperation> all() {
        return Stream.of(
                fixed("create a namespace", "POST", "namespaces", ns -> namespace(ns, "new")),
                fixed("change a namespace", "POST", "namespaces/%s/properties", ns -> "{\"updates\":{\"p\":\"1\"}}"),
                new KeyedOperation("drop a namespace", (client, ns) -> {
                    client.mustPost("/v1/namespaces", namespace(ns, "empty"));
                    return new Sending("DELETE", "namespaces/" + ns + "%1Fempty", "");
                }),
                fixed("create a table", "POST", "namespaces/%s/tables", ns -> table("new", "x")),
                fixed(
                        "stage a table",
                        "POST",
                        "namespaces/%s/tables",
                        ns -> table("new", "x").replaceFirst("\\{", "{\"stage-create\":true,")),
                new KeyedOperation("register a table", (client, ns) -> {
                    var file = file(client, ns, "tables/t");
                    client.delete("/v1/namespaces/%s/tables/t".formatted(ns));
                    return new Sending("POST", "namespaces/%s/register".formatted(ns), registered(file));
                }),
                fixed("change a table", "POST", "namespaces/%s/tables/t", ns -> commit(List.of(), setProperty("p"))),
                new KeyedOperation(
                        "append",
                        (client, ns) -> new Sending(
                                "POST",
                                "namespaces/%s/tables/t".formatted(ns),
                                commit(List.of(Snapshots.assertMain(OptionalLong.empty())), snapshot(client, ns)))),
                new KeyedOperation(
                        "append unconditionally",
                        (client, ns) -> new Sending(
                                "POST",
                                "namespaces/%s/tables/t".formatted(ns),
                                commit(List.of(), snapshot(client, ns)))),
                fixed("add a column", "POST", "namespaces/%s/tables/t", ns -> commit(List.of(), addColumn())),
                new KeyedOperation(
                        "commit a transaction",
                        (client, ns) -> new Sending(
                                "POST",
                                "transactions/commit",
                                transaction(List.of(change(
                                        ns,
                                        "t",
                                        List.of(Snapshots.assertMain(OptionalLong.empty())),
                                        snapshot(client, ns)))))),
                fixed("rename a table", "POST", "tables/rename", ns -> rename(ns, "t")),
                fixed("drop a table", "DELETE", "namespaces/%s/tables/t", ns -> ""),
                fixed("drop a table and purge it", "DELETE", "namespaces/%s/tables/t?purgeRequested=true", ns -> ""),
                fixed("unregister a table", "POST", "namespaces/%s/tables/t/unregister", ns -> ""),
                fixed("create a view", "POST", "namespaces/%s/views", ns -> view("new", ns)),
                fixed("replace a view", "POST", "namespaces/%s/views/v", ns -> commit(List.of(), setProperty("p"))),
                new KeyedOperation(
                        "register a view",
                        (client, ns) -> new Sending(
                                "POST",
                                "namespaces/%s/register-view".formatted(ns),
                                registered(file(client, ns, "views/v")))),
                fixed("rename a view", "POST", "views/rename", ns -> rename(ns, "v")),
                fixed("drop a view", "DELETE", "namespaces/%s/views/v", ns -> ""));
    }

    @FunctionalInterface
    private interface Body {
        String in(String namespace);
    }

    private static KeyedOperation fixed(String name, String method, String path, Body body) {
        return new KeyedOperation(name, (client, ns) -> new Sending(method, path.formatted(ns), body.in(ns)));
    }

    /** In a namespace that is made for it. */
    Sending in(RestClient client, String ns) {
        client.mustPost("/v1/namespaces", namespace(ns));
        client.mustPost("/v1/namespaces/%s/tables".formatted(ns), table("t", "x"));
        client.mustPost("/v1/namespaces/%s/views".formatted(ns), view("v", ns));
        return making.apply(client, ns);
    }

    private static String snapshot(RestClient client, String ns) {
        var table = client.mustGet("/v1/namespaces/%s/tables/t".formatted(ns)).json();
        return Snapshots.moveMain(table.get("metadata"), OptionalLong.empty(), "once");
    }

    /** Which cannot be done twice: "the last one added" is none then. */
    private static String addColumn() {
        var wider = schema().replace("]}", ",{\"id\":2,\"name\":\"y\",\"type\":\"long\",\"required\":false}]}");
        return "{\"action\":\"add-schema\",\"schema\":%s},{\"action\":\"set-current-schema\",\"schema-id\":-1}"
                .formatted(wider);
    }

    private static String view(String name, String ns) {
        return """
                {"name":"%s","schema":%s,"properties":{},"view-version":{"version-id":1,"timestamp-ms":1,"schema-id":0,
                 "summary":{},"default-namespace":["%s"],
                 "representations":[{"type":"sql","sql":"select 1","dialect":"spark"}]}}""".formatted(name, schema(), ns);
    }

    private static String rename(String ns, String from) {
        return """
                {"source":{"namespace":["%1$s"],"name":"%2$s"},"destination":{"namespace":["%1$s"],"name":"new"}}""".formatted(ns, from);
    }

    private static String file(RestClient client, String ns, String object) {
        return client.mustGet("/v1/namespaces/%s/%s".formatted(ns, object))
                .json()
                .get("metadata-location")
                .asText();
    }

    private static String registered(String file) {
        return "{\"name\":\"new\",\"metadata-location\":\"%s\"}".formatted(file);
    }

    @Override
    public String toString() {
        return name;
    }
}
