package io.meerkat.api.openapi;

import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value that a call takes beside its body.
 *
 * @param component the name under which a document says it once
 */
public record Parameter(
        String name, Place in, boolean required, Schema schema, String words, Optional<String> component) {
    /** Where it stands. */
    public enum Place {
        PATH("path"),
        QUERY("query"),
        HEADER("header");

        private final String word;

        Place(String word) {
            this.word = word;
        }
    }

    public static Parameter path(String name, Schema schema, String words) {
        return new Parameter(name, Place.PATH, true, schema, words, Optional.empty());
    }

    public static Parameter query(String name, Schema schema, String words) {
        return new Parameter(name, Place.QUERY, false, schema, words, Optional.empty());
    }

    public static Parameter header(String name, Schema schema, String words) {
        return new Parameter(name, Place.HEADER, false, schema, words, Optional.empty());
    }

    public Parameter andNecessary() {
        return new Parameter(name, in, true, schema, words, component);
    }

    public Parameter named(String unique) {
        return new Parameter(name, in, required, schema, words, Optional.of(unique));
    }

    ObjectNode json(Components components) {
        return component
                .map(unique -> components.reference("parameters", unique, this::whole))
                .orElseGet(() -> whole(components));
    }

    private ObjectNode whole(Components components) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("in", in.word)
                .put("required", required)
                .put("description", words)
                .set("schema", schema.json(components));
    }
}
