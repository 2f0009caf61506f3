package io.meerkat.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A catalog of its own for a test, written as {@code catalog@ref} by Iceberg's calls and managed by ours. */
record TestCatalog(RunningServer server, String name) {
    private static final String TABLE = """
            {"name":"%s","schema":{"type":"struct","fields":[{"id":1,"name":"a","required":false,"type":"int"}]}}
            """;

    static TestCatalog on(RunningServer server) {
        String name = "c" + UUID.randomUUID().toString().substring(0, 8);
        ok(server.post("/api/v1/catalogs", "{\"name\":\"%s\"}".formatted(name)));
        return new TestCatalog(server, name);
    }

    static Reply ok(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(200, 204);
        return reply;
    }

    String refs() {
        return "/api/v2/catalogs/%s/".formatted(name);
    }

    void branch(String branch, String from) {
        ok(server.post(refs() + "branches", "{\"name\":\"%s\",\"from\":\"%s\"}".formatted(branch, from)));
    }

    String tables(String ref) {
        return "/v1/%s%s/namespaces/default/tables".formatted(name, ref.replace("^", "%5E"));
    }

    void create(String ref, String table) {
        ok(server.post(tables(ref), TABLE.formatted(table)));
    }

    void drop(String ref, String table) {
        ok(server.delete(tables(ref) + "/" + table));
    }

    void rename(String ref, String table, String to) {
        ok(server.post("/v1/%s%s/tables/rename".formatted(name, ref), """
                {"source":{"namespace":["default"],"name":"%s"},"destination":{"namespace":["default"],"name":"%s"}}
                """.formatted(table, to)));
    }

    void set(String ref, String table, String key, String value) {
        update(ref, table, "{\"action\":\"set-properties\",\"updates\":{\"%s\":\"%s\"}}".formatted(key, value));
    }

    void update(String ref, String table, String... updates) {
        ok(server.post(
                tables(ref) + "/" + table,
                "{\"requirements\":[],\"updates\":[%s]}".formatted(String.join(",", updates))));
    }

    /** A snapshot of one table whose files nobody reads; 0 for no parent. */
    void append(String ref, String table, long id, long parent) {
        update(
                ref,
                table,
                """
                {"action":"add-snapshot","snapshot":{"snapshot-id":%1$d,%2$s"sequence-number":%1$d,"timestamp-ms":%3$d,
                 "manifest-list":"%4$s/metadata/snap-%1$d.avro","summary":{"operation":"append"},"schema-id":0}}
                """.formatted(
                                id,
                                parent == 0 ? "" : "\"parent-snapshot-id\":%d,".formatted(parent),
                                System.currentTimeMillis(),
                                load(ref, table).get("metadata").get("location").stringValue()),
                "{\"action\":\"set-snapshot-ref\",\"ref-name\":\"main\",\"type\":\"branch\",\"snapshot-id\":%d}"
                        .formatted(id));
    }

    Reply expire(String ref, String table, long snapshot) {
        return server.post(
                tables(ref) + "/" + table,
                "{\"requirements\":[],\"updates\":[{\"action\":\"remove-snapshots\",\"snapshot-ids\":[%d]}]}"
                        .formatted(snapshot));
    }

    JsonNode load(String ref, String table) {
        return ok(server.get(tables(ref) + "/" + table)).json();
    }

    /** Those that a test set: of one letter. */
    Map<String, String> properties(String ref, String table) {
        var properties = new TreeMap<String, String>();
        load(ref, table).get("metadata").get("properties").properties().forEach(property -> {
            if (property.getKey().length() == 1) {
                properties.put(property.getKey(), property.getValue().stringValue());
            }
        });
        return properties;
    }

    List<String> names(String ref) {
        return StreamSupport.stream(
                        ok(server.get(tables(ref))).json().get("identifiers").spliterator(), false)
                .map(table -> table.get("name").stringValue())
                .toList();
    }

    String head(String branch) {
        return ok(server.get(refs() + "branches/" + branch))
                .json()
                .get("commit")
                .get("id")
                .stringValue();
    }

    Set<String> branches() {
        return StreamSupport.stream(get("branches").get("branches").spliterator(), false)
                .map(branch -> branch.get("name").stringValue())
                .collect(Collectors.toSet());
    }

    Reply delete(String path) {
        return server.delete(refs() + path);
    }

    Reply post(String path, String body) {
        return server.post(refs() + path, body);
    }

    /** Merges {@code dev} into {@code main}. */
    Reply merge(String more) {
        return post("merges", "{\"source\":\"dev\"%s}".formatted(more));
    }

    /** {@code t} on {@code main}, and a branch {@code dev} that shows it. */
    void tableOnBoth() {
        create("", "t");
        branch("dev", "main");
    }

    static String text(JsonNode node, String field) {
        return node.get(field).stringValue();
    }

    static List<JsonNode> list(JsonNode node, String field) {
        return StreamSupport.stream(node.get(field).spliterator(), false).toList();
    }

    JsonNode get(String path) {
        return ok(server.get(refs() + path)).json();
    }
}
