package io.meerkat.conformance.crash.story;

import static io.meerkat.conformance.rest.Bodies.quoted;

import io.meerkat.conformance.rest.Answer;
import io.meerkat.conformance.rest.Bodies;
import io.meerkat.conformance.rest.RestClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The calls for branches, tags and merges of one catalog, and for the tables of its namespace {@code default}. */
record Refs(RestClient client, String catalog) {
    static final String NAMESPACE = "default";

    Answer post(String call, Map<String, ?> members) {
        var body = members.entrySet().stream()
                .map(member -> "%s:%s".formatted(quoted(member.getKey()), value(member.getValue())))
                .collect(Collectors.joining(",", "{", "}"));
        return client.post(path(call), body);
    }

    private static String value(Object value) {
        return value instanceof String text ? quoted(text) : value.toString();
    }

    Answer get(String call) {
        return client.get(path(call));
    }

    Answer mustGet(String call) {
        return client.mustGet(path(call));
    }

    Answer delete(String call) {
        return client.delete(path(call));
    }

    private String path(String call) {
        return "/api/v2/catalogs/%s/%s".formatted(catalog, call);
    }

    /** A property on each of the tables, by one commit that says its name. */
    Answer setOnAll(String branch, String property, List<String> tables) {
        var changes = tables.stream()
                .map(table -> Bodies.change(NAMESPACE, table, List.of(), Bodies.setProperty(property)))
                .toList();
        return client.postSaying(
                property, "/v1/%s@%s/transactions/commit".formatted(catalog, branch), Bodies.transaction(changes));
    }

    Answer set(String branch, String table, String property, String value) {
        return client.post(
                tables(branch) + "/" + table,
                Bodies.commit(
                        List.of(),
                        "{\"action\":\"set-properties\",\"updates\":{%s:%s}}"
                                .formatted(quoted(property), quoted(value))));
    }

    String tables(String branch) {
        return "/v1/%s@%s/namespaces/%s/tables".formatted(catalog, branch, NAMESPACE);
    }
}
