package io.meerkat.command.merge;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The answers to a merge's conflicts as they are stored: an object of JSON texts by the conflict's id. */
public final class Answers {
    static final String NONE = "{}";

    private static final JsonMapper JSON = JsonMapper.shared();

    private Answers() {}

    static String with(String stored, SortedMap<String, Optional<String>> more) {
        var answers = read(stored);
        more.forEach((conflict, answer) ->
                answer.ifPresentOrElse(text -> answers.put(conflict, text), () -> answers.remove(conflict)));
        var node = JsonNodeFactory.instance.objectNode();
        answers.forEach(node::put);
        return JSON.writeValueAsString(node);
    }

    public static SortedMap<String, String> read(String stored) {
        var answers = new TreeMap<String, String>();
        JSON.readTree(stored)
                .properties()
                .forEach(
                        answer -> answers.put(answer.getKey(), answer.getValue().stringValue()));
        return answers;
    }
}
