package io.meerkat.projection.audit;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Builds the JSON object of what else is worth telling. */
final class Details {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ObjectNode node = JSON.createObjectNode();

    Details with(String name, String value) {
        node.put(name, value);
        return this;
    }

    Details with(String name, Optional<String> value) {
        value.ifPresent(present -> node.put(name, present));
        return this;
    }

    Details with(String name, List<String> values) {
        var array = node.putArray(name);
        values.forEach(array::add);
        return this;
    }

    String json() {
        return JSON.writeValueAsString(node);
    }
}
