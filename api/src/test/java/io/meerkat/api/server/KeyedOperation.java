package io.meerkat.api.server;

import static io.meerkat.api.server.Bodies.SCHEMA;
import static io.meerkat.api.server.Bodies.namespace;
import static io.meerkat.api.server.Bodies.stagedTable;
import static io.meerkat.api.server.Bodies.table;
import static io.meerkat.api.server.Bodies.view;

import io.meerkat.api.http.Answer;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * An operation that takes an idempotency key. Each is made for a namespace of its own, which holds the table {@code t}
 * and the view {@code v}.
 */
record KeyedOperation(String name, BiFunction<DialectUnderTest, String, Sending> making) {
    private static final String SNAPSHOT = """
            {"action":"add-snapshot","snapshot":{"snapshot-id":7,"sequence-number":1,"timestamp-ms":%d,
             "manifest-list":"file:///nowhere/snap.avro","summary":{"operation":"append"},"schema-id":0}},
            {"action":"set-snapshot-ref","ref-name":"main","type":"branch","snapshot-id":7}""";

    /** A request that can be sent again and again. */
    record Sending(String method, String path, String body) {
        Answer to(DialectUnderTest iceberg, UUID key) {
            return iceberg.send(method, path, body, key);
        }
    }

    static Stream<KeyedOperation> all() {
        return Stream.of(
                of("create a namespace", "POST", "namespaces", namespace("{ns}_new")),
                of("change a namespace", "POST", "namespaces/{ns}/properties", "{\"updates\":{\"p\":\"1\"}}"),
                new KeyedOperation("drop a namespace", (iceberg, ns) -> {
                    require(iceberg.post("namespaces", namespace(ns + "_empty")));
                    return new Sending("DELETE", "namespaces/" + ns + "_empty", "");
                }),
                of("create a table", "POST", "namespaces/{ns}/tables", table("new")),
                new KeyedOperation(
                        "create a table at a place",
                        (iceberg, ns) -> new Sending(
                                "POST",
                                "namespaces/" + ns + "/tables",
                                table("new", location(iceberg, ns).replaceAll("/t-[0-9a-f]+$", "/elsewhere")))),
                of("stage a table", "POST", "namespaces/{ns}/tables", stagedTable("new")),
                new KeyedOperation("register a table", (iceberg, ns) -> {
                    String file = file(iceberg, ns);
                    require(iceberg.delete("namespaces/" + ns + "/tables/t"));
                    return new Sending("POST", "namespaces/" + ns + "/register", registered(file));
                }),
                of("change a table", "POST", "namespaces/{ns}/tables/t", updates("", property())),
                of("append", "POST", "namespaces/{ns}/tables/t", updates(assertEmpty(), snapshot())),
                of("append unconditionally", "POST", "namespaces/{ns}/tables/t", updates("", snapshot())),
                of("add a column", "POST", "namespaces/{ns}/tables/t", updates("", column())),
                of("change nothing", "POST", "namespaces/{ns}/tables/t", updates("", "")),
                of("commit a transaction", "POST", "transactions/commit", transaction(assertEmpty(), snapshot())),
                of("rename a table", "POST", "tables/rename", rename("t")),
                of("drop a table", "DELETE", "namespaces/{ns}/tables/t", ""),
                of("unregister a table", "POST", "namespaces/{ns}/tables/t/unregister", ""),
                of("create a view", "POST", "namespaces/{ns}/views", view("new")),
                of("replace a view", "POST", "namespaces/{ns}/views/v", updates("", property())),
                new KeyedOperation("register a view", (iceberg, ns) -> {
                    String file = iceberg.get("namespaces/" + ns + "/views/v").text();
                    return new Sending(
                            "POST",
                            "namespaces/" + ns + "/register-view",
                            registered(JsonMapper.shared()
                                    .readTree(file)
                                    .get("metadata-location")
                                    .stringValue()));
                }),
                of("rename a view", "POST", "views/rename", rename("v")),
                of("drop a view", "DELETE", "namespaces/{ns}/views/v", ""));
    }

    private static KeyedOperation of(String name, String method, String path, String body) {
        return new KeyedOperation(
                name, (iceberg, ns) -> new Sending(method, path.replace("{ns}", ns), body.replace("{ns}", ns)));
    }

    /** In a new namespace. */
    Sending in(DialectUnderTest iceberg, String ns) {
        require(iceberg.post("namespaces", namespace(ns)));
        require(iceberg.post("namespaces/" + ns + "/tables", table("t")));
        require(iceberg.post("namespaces/" + ns + "/views", view("v")));
        return making.apply(iceberg, ns);
    }

    private static String updates(String requirements, String updates) {
        return "{\"requirements\":[%s],\"updates\":[%s]}".formatted(requirements, updates);
    }

    private static String transaction(String requirements, String updates) {
        return "{\"table-changes\":[{\"identifier\":{\"namespace\":[\"{ns}\"],\"name\":\"t\"},%s]}"
                .formatted(updates(requirements, updates).substring(1));
    }

    private static String property() {
        return "{\"action\":\"set-properties\",\"updates\":{\"p\":\"1\"}}";
    }

    /** Which cannot be done twice: "the last one added" is none then. */
    private static String column() {
        return """
                {"action":"add-schema","schema":%s},{"action":"set-current-schema","schema-id":-1}""".formatted(SCHEMA.replace("]}", ",{\"id\":2,\"name\":\"y\",\"type\":\"long\",\"required\":false}]}"));
    }

    private static String snapshot() {
        return SNAPSHOT.formatted(System.currentTimeMillis());
    }

    private static String assertEmpty() {
        return "{\"type\":\"assert-ref-snapshot-id\",\"ref\":\"main\",\"snapshot-id\":null}";
    }

    private static String rename(String from) {
        return """
                {"source":{"namespace":["{ns}"],"name":"%s"},"destination":{"namespace":["{ns}"],"name":"new"}}""".formatted(from);
    }

    private static String registered(String file) {
        return "{\"name\":\"new\",\"metadata-location\":\"%s\"}".formatted(file);
    }

    private static String file(DialectUnderTest iceberg, String ns) {
        return JsonMapper.shared()
                .readTree(iceberg.get("namespaces/" + ns + "/tables/t").text())
                .get("metadata-location")
                .stringValue();
    }

    private static String location(DialectUnderTest iceberg, String ns) {
        return JsonMapper.shared()
                .readTree(iceberg.get("namespaces/" + ns + "/tables/t").text())
                .at("/metadata/location")
                .stringValue();
    }

    private static void require(Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.text());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
