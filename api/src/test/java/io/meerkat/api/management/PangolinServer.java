package io.meerkat.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer.Reply;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The one server of the tests of Pangolin's dialect, and how they speak to it. */
final class PangolinServer {
    static final RunningServer SERVER = RunningServer.start();

    private PangolinServer() {}

    /** An object of names and texts by turns; a text that is an object, an array or {@code null} stands for that. */
    private static String body(String... namesAndValues) {
        var body = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String value = namesAndValues[i + 1];
            if (value.equals("null") || value.startsWith("[") || value.startsWith("{")) {
                body.set(namesAndValues[i], JsonMapper.shared().readTree(value));
            } else {
                body.put(namesAndValues[i], value);
            }
        }
        return body.toString();
    }

    static Reply post(String path, String... namesAndValues) {
        return SERVER.post("/api/v1/" + path, namesAndValues.length == 0 ? "" : body(namesAndValues));
    }

    static Reply get(String path) {
        return SERVER.get("/api/v1/" + path);
    }

    static Reply delete(String path) {
        return SERVER.delete("/api/v1/" + path);
    }

    /** What it answers, which must have this status. */
    static JsonNode told(int status, Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        return reply.text().isEmpty() ? JsonNodeFactory.instance.objectNode() : reply.json();
    }

    static List<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    static List<String> texts(JsonNode list, String field) {
        return each(list).stream().map(node -> node.get(field).stringValue()).toList();
    }

    static String text(JsonNode node, String field) {
        return node.get(field).stringValue();
    }

    /** A name that no other catalog has. */
    static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
