package io.meerkat.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.meerkat.api.http.Segments;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds what is sent to {@code /api/v2} and answered there against its description. An answer must be one that is described,
 * whatever it says; a request only if it succeeded, for tests send malformed ones on purpose.
 */
final class DescribedExchanges {
    private static final String ROOT = "/api/v2/";
    private static final String COMPONENTS = "components";

    private final ObjectNode document = ApiDescription.document().json();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .keyword(new NonValidationKeyword(COMPONENTS))
                    .build(),
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
    private final Set<String> done = new ConcurrentSkipListSet<>();

    record Sent(String method, URI uri, HttpHeaders headers, String body) {}

    record Answered(int status, HttpHeaders headers, String body) {}

    /** The operations that succeeded at least once. */
    Set<String> done() {
        return new TreeSet<>(done);
    }

    void check(Sent sent, Answered answered) {
        var path = sent.uri().getRawPath();
        if (!path.startsWith(ROOT)) {
            return;
        }
        var about = "%s %s answered %d %s".formatted(sent.method(), sent.uri(), answered.status(), answered.body());
        var found = document.get("paths").properties().stream()
                .filter(entry -> matches(entry.getKey(), path))
                .findFirst();
        var operation = found.map(entry -> entry.getValue().path(sent.method().toLowerCase(Locale.ROOT)))
                .filter(JsonNode::isObject);
        if (operation.isEmpty()) {
            assertThat(answered.status()).as(about).isIn(404, 405);
            conforms(
                    about,
                    parse(answered.body()),
                    JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/Problem"));
            return;
        }
        checkAnswer(about, operation.get(), answered);
        if (answered.status() < 300) {
            done.add(operation.get().get("operationId").stringValue());
            checkParameters(about, operation.get(), found.get().getKey(), sent);
            checkBody(about, operation.get(), sent);
        }
    }

    private static boolean matches(String template, String path) {
        var words = template.split("/", -1);
        var segments = path.split("/", -1);
        if (words.length != segments.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!words[i].startsWith("{") && !words[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }

    private void checkAnswer(String about, JsonNode operation, Answered answered) {
        var response = resolved(operation.get("responses").path(String.valueOf(answered.status())));
        assertThat(response.isObject())
                .as("a status that is described: " + about)
                .isTrue();
        response.path("headers").properties().forEach(header -> {
            var value = answered.headers().firstValue(header.getKey());
            assertThat(value).as("header %s: %s", header.getKey(), about).isPresent();
            conforms(
                    about,
                    value(value.get(), header.getValue().get("schema")),
                    header.getValue().get("schema"));
        });
        if (!response.has("content")) {
            assertThat(answered.body()).as(about).isEmpty();
            return;
        }
        var content = response.get("content").properties().iterator().next();
        assertThat(answered.headers().firstValue("Content-Type").orElse(""))
                .as(about)
                .startsWith(content.getKey());
        conforms(about, parse(answered.body()), content.getValue().get("schema"));
    }

    private void checkParameters(String about, JsonNode operation, String template, Sent sent) {
        var given = new ArrayList<Given>();
        var words = template.split("/", -1);
        var segments = sent.uri().getRawPath().split("/", -1);
        for (int i = 0; i < words.length; i++) {
            if (words[i].startsWith("{")) {
                given.add(
                        new Given("path", words[i].substring(1, words[i].length() - 1), Segments.decode(segments[i])));
            }
        }
        var query = sent.uri().getRawQuery();
        Stream.of(query == null ? new String[0] : Pattern.compile("&").split(query))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> given.add(new Given("query", pair[0], Segments.decode(pair[1]))));
        sent.headers()
                .firstValue("Idempotency-Key")
                .ifPresent(key -> given.add(new Given("header", "Idempotency-Key", key)));
        var described =
                operation.path("parameters").valueStream().map(this::resolved).toList();
        given.forEach(parameter -> {
            var schema = described.stream()
                    .filter(parameter::isDescribedBy)
                    .map(each -> each.get("schema"))
                    .findFirst();
            assertThat(schema).as("description of %s: %s", parameter, about).isPresent();
            conforms(about, value(parameter.value(), schema.get()), schema.get());
        });
        described.stream()
                .filter(each -> each.get("required").booleanValue())
                .forEach(each -> assertThat(given).as(about).anyMatch(parameter -> parameter.isDescribedBy(each)));
    }

    private record Given(String in, String name, String value) {
        boolean isDescribedBy(JsonNode parameter) {
            return parameter.get("in").stringValue().equals(in)
                    && parameter.get("name").stringValue().equals(name);
        }
    }

    private void checkBody(String about, JsonNode operation, Sent sent) {
        var body = operation.path("requestBody");
        if (sent.body().isEmpty()) {
            assertThat(body.path("required").asBoolean(false)).as(about).isFalse();
            return;
        }
        assertThat(body.isObject())
                .as("a body that is described, not %s: %s", sent.body(), about)
                .isTrue();
        conforms(
                "the body " + sent.body() + " of " + about,
                parse(sent.body()),
                body.get("content").get("application/json").get("schema"));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").stringValue().substring(1)) : node;
    }

    private static JsonNode value(String text, JsonNode schema) {
        return schema.path("type").asString("").equals("integer")
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                : JsonNodeFactory.instance.stringNode(text);
    }

    private static JsonNode parse(String json) {
        return JsonMapper.shared().readTree(json);
    }

    private void conforms(String about, JsonNode value, JsonNode schema) {
        assertThat(errors(value, schema)).as(about).isEmpty();
    }

    List<String> errors(JsonNode value, JsonNode schema) {
        return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    /** References lead to the components of the document, which the schema brings along. */
    private Schema compiled(JsonNode schema) {
        var whole = ((ObjectNode) schema).deepCopy();
        whole.set(COMPONENTS, document.get(COMPONENTS));
        return registry.getSchema(whole);
    }
}
