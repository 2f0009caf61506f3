package io.meerkat.api.server;

import java.util.StringJoiner;
import java.util.UUID;

/** Requests as clients write them. */
final class Bodies {
    static final String SCHEMA =
            "{\"type\":\"struct\",\"fields\":[{\"id\":1,\"name\":\"x\",\"type\":\"long\",\"required\":false}]}";

    private Bodies() {}

    static String namespace(String name) {
        return "{\"namespace\":[\"%s\"]}".formatted(name);
    }

    static String table(String name) {
        return "{\"name\":\"%s\",\"schema\":%s}".formatted(name, SCHEMA);
    }

    static String table(String name, String location) {
        return "{\"name\":\"%s\",\"schema\":%s,\"location\":\"%s\"}".formatted(name, SCHEMA, location);
    }

    static String stagedTable(String name) {
        return "{\"stage-create\":true,\"name\":\"%s\",\"schema\":%s}".formatted(name, SCHEMA);
    }

    static String view(String name) {
        return """
                {"name":"%s","schema":%s,"properties":{},"view-version":{"version-id":1,"timestamp-ms":1,"schema-id":0,
                 "summary":{},"default-namespace":["default"],
                 "representations":[{"type":"sql","sql":"select 1","dialect":"spark"}]}}""".formatted(name, SCHEMA);
    }

    static String setProperty(String name) {
        return "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":{\"%s\":\"1\"}}]}"
                .formatted(name);
    }

    /** A transaction of changes of the table {@code default.t}, each setting a property. */
    static String transaction(String... properties) {
        var changes = new StringJoiner(",", "{\"table-changes\":[", "]}");
        for (String property : properties) {
            changes.add("{\"identifier\":{\"namespace\":[\"default\"],\"name\":\"t\"},"
                    + setProperty(property).substring(1));
        }
        return changes.toString();
    }

    static String rename(String from, String to) {
        return """
                {"source":{"namespace":["default"],"name":"%s"},"destination":{"namespace":["default"],"name":"%s"}}""".formatted(from, to);
    }

    static UUID key() {
        return new UUID(
                System.currentTimeMillis() << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits());
    }
}
