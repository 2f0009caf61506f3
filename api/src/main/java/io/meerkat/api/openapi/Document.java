package io.meerkat.api.openapi;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All operations of an API, in the order given. */
public record Document(String title, String version, String words, List<Group> groups, List<Operation> operations) {
    private static final String OPENAPI = "3.1.1";

    public Document {
        groups = List.copyOf(groups);
        operations = List.copyOf(operations);
    }

    /** What operations with one tag have in common. */
    public record Group(String tag, String words) {}

    public ObjectNode json() {
        var components = new Components();
        var json = JsonNodeFactory.instance.objectNode().put("openapi", OPENAPI);
        json.putObject("info")
                .put("title", title)
                .put("version", version)
                .put("description", words)
                .putObject("license")
                .put("name", "Apache License 2.0")
                .put("identifier", "Apache-2.0");
        json.putArray("servers").addObject().put("url", "/");
        var tags = json.putArray("tags");
        groups.forEach(group -> tags.addObject().put("name", group.tag()).put("description", group.words()));
        var paths = json.putObject("paths");
        operations.forEach(operation -> paths.withObjectProperty("/" + operation.path())
                .set(operation.method().toLowerCase(Locale.ROOT), operation.json(components)));
        return json.set("components", components.json());
    }
}
