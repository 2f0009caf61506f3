package io.meerkat.api.load;

import io.meerkat.api.load.LoadLine.NamespaceLine;
import io.meerkat.api.load.LoadLine.TableLine;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lines of a load: a JSON object each, with blank lines between them as one likes. */
final class LoadLines {
    private static final int SHOWN_LENGTH_MAX = 200;
    private static final Set<String> OF_NAMESPACE = Set.of("namespace", "properties");
    private static final Set<String> OF_TABLE = Set.of("namespace", "name", "metadata-location");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Problems problems;
    private final List<LoadLine> lines = new ArrayList<>();
    private final Map<Object, Integer> numbers = new HashMap<>();

    private LoadLines(Problems problems) {
        this.problems = problems;
    }

    /**
     * @throws LoadRefused naming every line that cannot be read
     * @throws IllegalArgumentException if there are too many
     */
    static List<LoadLine> parse(byte[] body) {
        var problems = new Problems();
        var read = new LoadLines(problems);
        int number = 1;
        for (int from = 0; from < body.length; number++) {
            int end = from;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            read.add(number, body, from, end);
            from = end + 1;
        }
        problems.requireNone();
        return read.lines;
    }

    private void add(int number, byte[] body, int from, int end) {
        if (isBlank(body, from, end)) {
            return;
        }
        if (lines.size() == LoadRequest.LINES_MAX) {
            throw new IllegalArgumentException("One request loads at most %d lines, and line %d is one more"
                    .formatted(LoadRequest.LINES_MAX, number));
        }
        try {
            var line = line(number, MAPPER.readTree(body, from, end - from));
            var earlier = numbers.putIfAbsent(line.name(), number);
            if (earlier == null) {
                lines.add(line);
            } else {
                problems.add(number, line.name().toString(), "it is on line %d already".formatted(earlier));
            }
        } catch (JacksonException e) {
            problems.add(number, shown(body, from, end), "this is no line of JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            problems.add(number, shown(body, from, end), String.valueOf(e.getMessage()));
        }
    }

    private static boolean isBlank(byte[] body, int from, int end) {
        for (int i = from; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private static String shown(byte[] body, int from, int end) {
        var text = new String(body, from, Math.min(end - from, 4 * SHOWN_LENGTH_MAX), StandardCharsets.UTF_8);
        return text.length() > SHOWN_LENGTH_MAX ? text.substring(0, SHOWN_LENGTH_MAX) + "..." : text;
    }

    private static LoadLine line(int number, JsonNode line) {
        if (!line.isObject()) {
            throw new IllegalArgumentException("a line is a JSON object");
        }
        var namespace = namespace(line);
        if (!line.has("name") && !line.has("metadata-location")) {
            requireFields(line, OF_NAMESPACE);
            return new NamespaceLine(number, namespace, properties(line));
        }
        requireFields(line, OF_TABLE);
        return new TableLine(number, namespace.object(text(line, "name")), text(line, "metadata-location"));
    }

    private static void requireFields(JsonNode line, Set<String> known) {
        line.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("the field '%s' is not known; such a line has %s"
                            .formatted(name, known.stream().sorted().toList()));
                });
    }

    private static NamespacePath namespace(JsonNode line) {
        var levels = line.path("namespace");
        if (!levels.isArray() || !levels.valueStream().allMatch(JsonNode::isString)) {
            throw new IllegalArgumentException("'namespace' must be a list of texts, one a level");
        }
        return NamespacePath.of(levels.valueStream().map(JsonNode::stringValue).toList());
    }

    private static String text(JsonNode line, String field) {
        if (!line.path(field).isString()) {
            throw new IllegalArgumentException("'%s' must be a text".formatted(field));
        }
        var text = line.path(field).stringValue();
        Utf8.encode(text);
        return text;
    }

    private static Optional<SortedMap<String, String>> properties(JsonNode line) {
        if (!line.hasNonNull("properties")) {
            return Optional.empty();
        }
        if (!line.path("properties").isObject()) {
            throw new IllegalArgumentException("'properties' must be an object of texts");
        }
        var properties = new TreeMap<String, String>();
        for (String name : line.path("properties").propertyNames()) {
            Utf8.encode(name);
            properties.put(name, text(line.path("properties"), name));
        }
        return Optional.of(properties);
    }
}
