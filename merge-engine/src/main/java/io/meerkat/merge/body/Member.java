package io.meerkat.merge.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A member of a JSON object as it stands in the text: {@code "name":value}. The elements of an array are given one by
 * one; other values have none.
 */
record Member(String name, JsonToken begin, String text, List<String> elements) {
    private static final JsonFactory JSON = new JsonFactory();

    boolean isScalar() {
        return begin.isScalarValue();
    }

    static List<Member> of(String json) {
        try (var parser = JSON.createParser(json)) {
            var members = new ArrayList<Member>();
            require(parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                members.add(member(json, parser));
            }
            require(parser.currentToken(), JsonToken.END_OBJECT);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("a metadata document goes on after its end");
            }
            return members;
        } catch (IOException e) {
            throw new IllegalArgumentException("a metadata document is not JSON", e);
        }
    }

    private static void require(JsonToken actual, JsonToken expected) {
        if (actual != expected) {
            throw new IllegalArgumentException("a metadata document is a JSON object, %s is not".formatted(actual));
        }
    }

    private static Member member(String json, JsonParser parser) throws IOException {
        var name = parser.currentName();
        int from = begin(parser);
        var begin = parser.nextToken();
        List<String> elements = begin == JsonToken.START_ARRAY ? elements(json, parser) : List.of();
        return new Member(name, begin, json.substring(from, end(parser)), elements);
    }

    private static List<String> elements(String json, JsonParser parser) throws IOException {
        var elements = new ArrayList<String>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int from = begin(parser);
            elements.add(json.substring(from, end(parser)));
        }
        return elements;
    }

    private static int begin(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** Reads on to the end of the value. A string is read lazily, so it must be finished before one asks where it ends. */
    private static int end(JsonParser parser) throws IOException {
        parser.skipChildren();
        parser.finishToken();
        return (int) parser.currentLocation().getCharOffset();
    }
}
