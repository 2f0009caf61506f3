package io.meerkat.command.event;

import io.meerkat.model.Hash;
import io.meerkat.model.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How the values of the model look in an event's JSON. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static UUID uuid(JsonNode node, String field) {
        return UUID.fromString(text(node, field));
    }

    static String text(JsonNode node, String field) {
        return node.required(field).stringValue();
    }

    static Hash hash(JsonNode node, String field) {
        return Hash.parse(text(node, field));
    }

    /** Microseconds since 1970. */
    static long micros(Instant time) {
        return Times.micros(time);
    }

    static Instant time(JsonNode node, String field) {
        return Times.ofMicros(node.required(field).longValue());
    }

    static <T> Optional<T> optional(JsonNode node, String field, Function<JsonNode, T> read) {
        return node.hasNonNull(field) ? Optional.of(read.apply(node.get(field))) : Optional.empty();
    }

    static ObjectNode strings(SortedMap<String, String> map) {
        var node = object();
        map.forEach(node::put);
        return node;
    }

    static SortedMap<String, String> strings(JsonNode node) {
        var map = new TreeMap<String, String>();
        node.properties()
                .forEach(property ->
                        map.put(property.getKey(), property.getValue().stringValue()));
        return map;
    }
}
