package io.meerkat.benchmark.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Bodies of requests, as clients send them. Names here need no escapes. */
public final class Bodies {
    private static final String SCHEMA = """
        {"type":"struct","schema-id":0,"fields":[\
        {"id":1,"name":"id","required":true,"type":"long"},\
        {"id":2,"name":"time","required":false,"type":"timestamptz"},\
        {"id":3,"name":"customer","required":false,"type":"string"},\
        {"id":4,"name":"country","required":false,"type":"string"},\
        {"id":5,"name":"amount","required":false,"type":"decimal(18, 2)"},\
        {"id":6,"name":"quantity","required":false,"type":"int"},\
        {"id":7,"name":"note","required":false,"type":"string"},\
        {"id":8,"name":"paid","required":false,"type":"boolean"}]}\
        """;

    private Bodies() {}

    public static String createNamespace(List<String> levels) {
        return "{\"namespace\":" + names(levels) + ",\"properties\":{}}";
    }

    public static String createTable(String name) {
        return "{\"name\":\"" + name + "\",\"schema\":" + SCHEMA
                + ",\"partition-spec\":{\"spec-id\":0,\"fields\":[]},\"write-order\":{\"order-id\":0,\"fields\":[]}"
                + ",\"stage-create\":false,\"properties\":{\"format-version\":\"2\"}}";
    }

    public static String setProperties(Table table, Map<String, String> properties) {
        var updates = properties.entrySet().stream()
                .map(property -> "\"" + property.getKey() + "\":\"" + property.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        return commit(
                table,
                table.uuid().isEmpty() ? "" : "{\"type\":\"assert-table-uuid\",\"uuid\":\"" + table.uuid() + "\"}",
                "{\"action\":\"set-properties\",\"updates\":" + updates + "}");
    }

    /** @param parent the snapshot that the new one follows, which must still be the newest */
    public static String append(Table table, long snapshot, Optional<Long> parent, long sequence, long millis) {
        var before = parent.map(id -> "\"parent-snapshot-id\":" + id + ",").orElse("");
        return commit(
                table,
                "{\"type\":\"assert-table-uuid\",\"uuid\":\"" + table.uuid() + "\"},"
                        + "{\"type\":\"assert-ref-snapshot-id\",\"ref\":\"main\",\"snapshot-id\":"
                        + parent.map(String::valueOf).orElse("null") + "}",
                "{\"action\":\"add-snapshot\",\"snapshot\":{\"snapshot-id\":" + snapshot + "," + before
                        + "\"sequence-number\":" + sequence + ",\"timestamp-ms\":" + millis
                        + ",\"manifest-list\":\"" + table.location() + "/metadata/snap-" + snapshot + "-1.avro\","
                        + "\"summary\":{\"operation\":\"append\",\"added-data-files\":\"1\",\"added-records\":\"100\","
                        + "\"added-files-size\":\"4096\",\"total-records\":\"" + sequence * 100
                        + "\",\"total-data-files\":\"" + sequence + "\"},\"schema-id\":0}},"
                        + "{\"action\":\"set-snapshot-ref\",\"ref-name\":\"main\",\"type\":\"branch\",\"snapshot-id\":"
                        + snapshot + "}");
    }

    public static String transaction(List<String> changes) {
        return "{\"table-changes\":[" + String.join(",", changes) + "]}";
    }

    private static String commit(Table table, String requirements, String updates) {
        return "{\"identifier\":{\"namespace\":" + names(table.namespace()) + ",\"name\":\"" + table.name()
                + "\"},\"requirements\":[" + requirements + "],\"updates\":[" + updates + "]}";
    }

    private static String names(List<String> levels) {
        return levels.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}
