package io.meerkat.api.openapi;

import static java.util.Objects.requireNonNull;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a document says once and refers to by name; it fills as the document is written. */
public final class Components {
    private final SortedMap<String, SortedMap<String, ObjectNode>> sections = new TreeMap<>();

    /**
     * A reference to a component, which is written where it is first referred to.
     *
     * @throws IllegalStateException if two different ones have the name
     */
    ObjectNode reference(String section, String name, Function<Components, ObjectNode> component) {
        var written = component.apply(this);
        var before = sections.computeIfAbsent(section, _ -> new TreeMap<>()).putIfAbsent(name, written);
        if (before != null && !before.equals(written)) {
            throw new IllegalStateException("two different %s have the name %s".formatted(section, name));
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/%s/%s".formatted(section, name));
    }

    /** What a reference stands for; anything else is itself. */
    ObjectNode resolved(ObjectNode json) {
        var path = json.path("$ref").asString("").split("/", -1);
        return path.length == 4
                ? requireNonNull(requireNonNull(sections.get(path[2])).get(path[3]))
                : json;
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        sections.forEach((section, components) -> components.forEach(json.putObject(section)::set));
        return json;
    }
}
