package io.meerkat.api.openapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call: where it is found, and what it takes and answers.
 *
 * @param path without a leading slash, with the names of its path parameters in braces
 * @param id unique in a document; what generated clients call it
 * @param tag the group of calls that it belongs to
 */
public record Operation(
        String method,
        String path,
        String id,
        String tag,
        String summary,
        List<Parameter> parameters,
        Optional<RequestBody> body,
        List<Response> responses) {
    public Operation {
        parameters = List.copyOf(parameters);
        responses = List.copyOf(responses);
    }

    public static Operation of(String method, String path, String id, String tag, String summary) {
        return new Operation(method, path, id, tag, summary, List.of(), Optional.empty(), List.of());
    }

    public Operation takes(Parameter... more) {
        return new Operation(method, path, id, tag, summary, joined(parameters, more), body, responses);
    }

    public Operation takes(RequestBody given) {
        return new Operation(method, path, id, tag, summary, parameters, Optional.of(given), responses);
    }

    public Operation answers(Response... more) {
        return new Operation(method, path, id, tag, summary, parameters, body, joined(responses, more));
    }

    @SafeVarargs
    private static <T> List<T> joined(List<T> first, T... more) {
        var all = new ArrayList<>(first);
        all.addAll(Arrays.asList(more));
        return all;
    }

    /** The names in the braces of the path, in their order. */
    public List<String> names() {
        return Arrays.stream(path.split("/", -1))
                .filter(word -> word.startsWith("{"))
                .map(word -> word.substring(1, word.length() - 1))
                .toList();
    }

    /** The names of what may stand in the query. */
    public List<String> queried() {
        return named(Parameter.Place.QUERY);
    }

    private List<String> named(Parameter.Place place) {
        return parameters.stream()
                .filter(parameter -> parameter.in() == place)
                .map(Parameter::name)
                .toList();
    }

    ObjectNode json(Components components) {
        requireThatPathAndParametersAgree();
        var json = JsonNodeFactory.instance.objectNode().put("operationId", id).put("summary", summary);
        json.putArray("tags").add(tag);
        if (!parameters.isEmpty()) {
            var shown = json.putArray("parameters");
            parameters.forEach(parameter -> shown.add(parameter.json(components)));
        }
        body.ifPresent(given -> json.set("requestBody", given.json(components)));
        var answers = json.putObject("responses");
        responses.stream()
                .sorted(Comparator.comparingInt(Response::status))
                .forEach(response -> answers.set(String.valueOf(response.status()), response.json(components)));
        return json;
    }

    private void requireThatPathAndParametersAgree() {
        var described = named(Parameter.Place.PATH);
        if (!described.equals(names())) {
            throw new IllegalStateException("%s names %s, and its parameters %s".formatted(path, names(), described));
        }
    }
}
