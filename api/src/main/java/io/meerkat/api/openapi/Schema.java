package io.meerkat.api.openapi;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A form of JSON. Objects are closed: a member that is not listed is none. */
@FunctionalInterface
public interface Schema {
    ObjectNode json(Components components);

    private static Schema of(String type) {
        return _ -> JsonNodeFactory.instance.objectNode().put("type", type);
    }

    static Schema text() {
        return of("string");
    }

    /** @param format such as {@code date-time} */
    static Schema text(String format) {
        return text().with(json -> json.put("format", format));
    }

    /** @param regex for the whole text */
    static Schema matching(String regex) {
        return text().with(json -> json.put("pattern", "^(?:%s)$".formatted(regex)));
    }

    static Schema words(Collection<String> words) {
        return text().with(json -> words.forEach(json.putArray("enum")::add));
    }

    static Schema word(String word) {
        return text().with(json -> json.put("const", word));
    }

    static Schema integer(long least) {
        return of("integer").with(json -> json.put("format", "int64").put("minimum", least));
    }

    static Schema integer() {
        return of("integer").with(json -> json.put("format", "int64"));
    }

    static Schema flag() {
        return of("boolean");
    }

    static Schema yes() {
        return flag().with(json -> json.put("const", true));
    }

    static Schema nothing() {
        return of("null");
    }

    static Schema list(Schema items) {
        return components -> of("array").json(components).set("items", items.json(components));
    }

    /** An object whose members have names that are not known before. */
    static Schema map(Schema values) {
        return components -> of("object").json(components).set("additionalProperties", values.json(components));
    }

    static Schema object(Member... members) {
        return object(List.of(members));
    }

    static Schema object(List<Member> members) {
        return components -> {
            var json = of("object").json(components);
            var properties = json.putObject("properties");
            members.forEach(member -> properties.set(
                    member.name(), member.schema().describedAs(member.words()).json(components)));
            var required =
                    members.stream().filter(Member::required).map(Member::name).toList();
            if (!required.isEmpty()) {
                required.forEach(json.putArray("required")::add);
            }
            return json.put("additionalProperties", false);
        };
    }

    /** Any JSON object; for what has a description of its own elsewhere. */
    static Schema anyObject() {
        return of("object");
    }

    static Schema oneOf(Schema... schemas) {
        return components -> {
            var json = JsonNodeFactory.instance.objectNode();
            var all = json.putArray("oneOf");
            Stream.of(schemas).forEach(schema -> all.add(schema.json(components)));
            return json;
        };
    }

    /** Said once in a document, and referred to by this name. */
    default Schema named(String name) {
        return components -> components.reference("schemas", name, this::json);
    }

    default Schema describedAs(String words) {
        return with(json -> json.put("description", words));
    }

    /** A text or list that is not empty. */
    default Schema atLeastOne() {
        return with(json -> json.put(isList(json) ? "minItems" : "minLength", 1));
    }

    default Schema atMost(int count) {
        return with(json -> json.put(isList(json) ? "maxItems" : "maxLength", count));
    }

    private static boolean isList(ObjectNode json) {
        return json.path("type").asString("").equals("array");
    }

    default Schema ifAbsent(String value) {
        return with(json -> json.put("default", value));
    }

    default Schema ifAbsent(long value) {
        return with(json -> json.put("default", value));
    }

    default Schema ifAbsent(boolean value) {
        return with(json -> json.put("default", value));
    }

    default Schema such(String example) {
        return with(json -> json.putArray("examples").add(example));
    }

    private Schema with(Consumer<ObjectNode> more) {
        return components -> {
            var json = json(components);
            more.accept(json);
            return json;
        };
    }
}
