package io.meerkat.api.openapi;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a call takes as its body, in JSON; {@code required} if there must be one. */
public record RequestBody(Schema schema, boolean required) {
    /** The names that its members may have. */
    public List<String> members() {
        var components = new Components();
        return List.copyOf(
                components.resolved(schema.json(components)).path("properties").propertyNames());
    }

    ObjectNode json(Components components) {
        var json = JsonNodeFactory.instance.objectNode().put("required", required);
        json.putObject("content").putObject("application/json").set("schema", schema.json(components));
        return json;
    }
}
