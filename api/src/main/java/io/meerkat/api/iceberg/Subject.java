package io.meerkat.api.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a request is about where its path does not tell it: what it creates, renames, or changes with others at once. */
final class Subject {
    private static final String LEVEL_SEPARATOR = "\u001f";

    private Subject() {}

    /** Empty where the path tells it, or nothing does. */
    static Optional<String> of(IcebergCall call) {
        boolean told = call.names().containsKey("table") || call.names().containsKey("view");
        if (told || call.request().body().length == 0) {
            return Optional.empty();
        }
        try {
            return named(call, IcebergJson.tree(call.request().body())).filter(name -> !name.isEmpty());
        } catch (UncheckedIOException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> named(IcebergCall call, JsonNode body) {
        if (body.has("source")) {
            return Optional.of(identifier(body.get("source")));
        }
        if (body.has("table-changes")) {
            return Optional.of(elements(body.get("table-changes"))
                    .map(change -> identifier(change.path("identifier")))
                    .collect(Collectors.joining(", ")));
        }
        var namespace = Optional.ofNullable(call.names().get("namespace"));
        if (namespace.isEmpty()) {
            return Optional.of(levels(body.path("namespace")));
        }
        return namespace
                .filter(path -> body.has("name"))
                .map(path -> path.replace(LEVEL_SEPARATOR, ".") + "."
                        + body.get("name").asText());
    }

    private static String identifier(JsonNode node) {
        return Stream.of(levels(node.path("namespace")), node.path("name").asText())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("."));
    }

    private static String levels(JsonNode namespace) {
        return elements(namespace).map(JsonNode::asText).collect(Collectors.joining("."));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
