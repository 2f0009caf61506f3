package io.meerkat.api.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer.
 *
 * @param component the name under which a document says it once
 */
public record Response(
        int status,
        String words,
        String mediaType,
        Optional<Schema> body,
        List<Header> headers,
        Optional<String> component) {
    public Response {
        headers = List.copyOf(headers);
    }

    /** A header of an answer, always sent. */
    public record Header(String name, Schema schema, String words) {}

    public static Response empty(int status, String words) {
        return new Response(status, words, "", Optional.empty(), List.of(), Optional.empty());
    }

    public static Response of(int status, String words, Schema body) {
        return of(status, words, "application/json", body);
    }

    public static Response of(int status, String words, String mediaType, Schema body) {
        return new Response(status, words, mediaType, Optional.of(body), List.of(), Optional.empty());
    }

    public Response with(Header header) {
        var more = new ArrayList<>(headers);
        more.add(header);
        return new Response(status, words, mediaType, body, more, component);
    }

    public Response named(String unique) {
        return new Response(status, words, mediaType, body, headers, Optional.of(unique));
    }

    ObjectNode json(Components components) {
        return component
                .map(unique -> components.reference("responses", unique, this::whole))
                .orElseGet(() -> whole(components));
    }

    private ObjectNode whole(Components components) {
        var json = JsonNodeFactory.instance.objectNode().put("description", words);
        if (!headers.isEmpty()) {
            var shown = json.putObject("headers");
            headers.forEach(header -> shown.putObject(header.name())
                    .put("description", header.words())
                    .put("required", true)
                    .set("schema", header.schema().json(components)));
        }
        body.ifPresent(schema -> json.putObject("content").putObject(mediaType).set("schema", schema.json(components)));
        return json;
    }
}
