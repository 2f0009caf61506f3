package io.meerkat.api.openapi;

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

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        sections.forEach((section, components) -> components.forEach(json.putObject(section)::set));
        return json;
    }
}
