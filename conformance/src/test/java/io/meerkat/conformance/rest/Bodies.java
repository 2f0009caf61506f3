package io.meerkat.conformance.rest;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The JSON of requests, written down: what is tested must not be bent into shape by a library. */
public final class Bodies {
    private Bodies() {}

    public static String namespace(String... levels) {
        return "{\"namespace\":[%s],\"properties\":{}}"
                .formatted(Arrays.stream(levels).map(Bodies::quoted).collect(joining(",")));
    }

    /** A new table of one column. */
    public static String table(String name, String property) {
        return """
                {"name":%s,"schema":%s,"properties":{%s:"1"}}\
                """.formatted(quoted(name), schema(), quoted(property));
    }

    public static String view(String name) {
        return view(name, Optional.empty());
    }

    /** A new view, at a location or where the server likes. */
    public static String view(String name, Optional<String> location) {
        return """
                {"name":%s,%s"schema":%s,"properties":{},"view-version":{"version-id":1,"schema-id":0,\
                "timestamp-ms":1,"summary":{},"default-namespace":["a"],\
                "representations":[{"type":"sql","sql":"select 1","dialect":"spark"}]}}\
                """.formatted(
                quoted(name),
                location.map(at -> "\"location\":%s,".formatted(quoted(at))).orElse(""),
                schema());
    }

    public static String schema() {
        return "{\"type\":\"struct\",\"schema-id\":0,\"fields\":[{\"id\":1,\"name\":\"id\",\"type\":\"long\",\"required\":false}]}";
    }

    public static String commit(List<String> requirements, String... updates) {
        return "{\"requirements\":[%s],\"updates\":[%s]}"
                .formatted(String.join(",", requirements), String.join(",", updates));
    }

    /** One table's part of a transaction. */
    public static String change(String namespace, String table, List<String> requirements, String... updates) {
        return "{\"identifier\":{\"namespace\":[%s],\"name\":%s},\"requirements\":[%s],\"updates\":[%s]}"
                .formatted(quoted(namespace), quoted(table), String.join(",", requirements), String.join(",", updates));
    }

    public static String transaction(List<String> changes) {
        return "{\"table-changes\":[%s]}".formatted(String.join(",", changes));
    }

    /** The updates that a client sends for a table that it staged before, of {@link #schema one column}. */
    public static String initial() {
        return """
                {"action":"add-schema","schema":%s},{"action":"set-current-schema","schema-id":-1},\
                {"action":"add-spec","spec":{"spec-id":0,"fields":[]}},{"action":"set-default-spec","spec-id":-1},\
                {"action":"add-sort-order","sort-order":{"order-id":0,"fields":[]}},\
                {"action":"set-default-sort-order","sort-order-id":-1}\
                """.formatted(schema());
    }

    public static String setProperty(String name) {
        return "{\"action\":\"set-properties\",\"updates\":{%s:\"1\"}}".formatted(quoted(name));
    }

    public static String assertUuid(String uuid) {
        return "{\"type\":\"assert-table-uuid\",\"uuid\":%s}".formatted(quoted(uuid));
    }

    public static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
