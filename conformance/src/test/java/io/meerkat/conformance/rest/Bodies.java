package io.meerkat.conformance.rest;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.List;

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
