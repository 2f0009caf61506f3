package io.meerkat.api.management;

import io.meerkat.model.Utf8;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of management calls as JSON. */
final class ManagementJson {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** Of two members of one name nobody knows which was meant. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ManagementJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** What this server once wrote. */
    static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    /** A request's body; one that is missing is an empty object. */
    static JsonNode object(byte[] body) {
        if (body.length == 0) {
            return object();
        }
        try {
            var node = STRICT.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw ManagementError.badRequest("The body is not JSON: " + e.getOriginalMessage());
        }
        throw ManagementError.badRequest("The body must be a JSON object");
    }

    /** A field's text; null and the empty text count as absent. */
    static Optional<String> text(JsonNode object, String field) {
        return object.hasNonNull(field)
                ? Optional.of(string(object.get(field), field)).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** Refuses what is misspelt, where leaving it away would do something else. */
    static void requireOnly(JsonNode object, Collection<String> known) {
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ManagementError.badRequest("There is no '%s' here, but %s".formatted(name, known));
                });
    }

    /** A field that is true or false; absent counts as false. */
    static boolean flag(JsonNode object, String field) {
        if (!object.hasNonNull(field)) {
            return false;
        }
        if (!object.get(field).isBoolean()) {
            throw ManagementError.badRequest("'%s' must be true or false".formatted(field));
        }
        return object.get(field).booleanValue();
    }

    /** A field's object of texts; null counts as empty. */
    static SortedMap<String, String> texts(JsonNode object, String field) {
        var texts = new TreeMap<String, String>();
        if (object.hasNonNull(field)) {
            if (!object.get(field).isObject()) {
                throw ManagementError.badRequest("'%s' must be an object of texts".formatted(field));
            }
            object.get(field).properties().forEach(property -> {
                Utf8.encode(property.getKey());
                texts.put(property.getKey(), string(property.getValue(), field + "." + property.getKey()));
            });
        }
        return texts;
    }

    private static String string(JsonNode value, String field) {
        if (!value.isString()) {
            throw ManagementError.badRequest("'%s' must be a text".formatted(field));
        }
        Utf8.encode(value.stringValue());
        return value.stringValue();
    }
}
