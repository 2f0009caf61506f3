package io.meerkat.api.iceberg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A JSON text with one value in it replaced or left out, in every place and by every kind of value. */
public final class BentJson {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "7",
            "-1",
            "0",
            "1.5",
            "99999999999999999999999",
            "\"\"",
            "\"x\"",
            "\"7\"",
            "[]",
            "[null]",
            "[7]",
            "[\"x\"]",
            "[{}]",
            "{}",
            "{\"x\":null}",
            "{\"x\":7}",
            "{\"x\":\"y\"}");

    private BentJson() {}

    public static Stream<String> of(String json) {
        var bent = new ArrayList<String>();
        var root = parse(json);
        bend(root, root, bent);
        return bent.stream();
    }

    private static void bend(JsonNode root, JsonNode at, List<String> bent) {
        switch (at) {
            case ObjectNode object -> {
                for (var name : List.copyOf(names(object))) {
                    var was = object.remove(name);
                    bent.add(root.toString());
                    VALUES.forEach(value -> {
                        object.set(name, parse(value));
                        bent.add(root.toString());
                    });
                    object.set(name, was);
                    bend(root, was, bent);
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    var was = array.remove(i);
                    bent.add(root.toString());
                    array.insert(i, was);
                    for (String value : VALUES) {
                        array.set(i, parse(value));
                        bent.add(root.toString());
                    }
                    array.set(i, was);
                    bend(root, was, bent);
                }
            }
            default -> {}
        }
    }

    private static List<String> names(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
