package io.meerkat.api.management;

import io.meerkat.merge.catalog.Item;
import io.meerkat.merge.catalog.ItemAnswer;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.merge.catalog.Side;
import io.meerkat.model.ContentId;
import io.meerkat.model.Identifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Resolutions as clients send them and as they are stored: an object with one of the members below, and what belongs to it.
 * A stored one is read again, so that a member is never renamed.
 */
final class ResolutionJson {
    private static final String TAKE = "take";
    private static final String ITEMS = "items";
    private static final String AT = "at";
    private static final String RENAME = "rename";
    private static final String KEEP_BOTH = "keep_both";
    private static final String HOME = "home";
    private static final String INTO = "into";
    private static final String CREATE_PARENT = "create_parent";
    private static final List<String> MEMBERS = List.of(TAKE, ITEMS, AT, RENAME, KEEP_BOTH, HOME, INTO, CREATE_PARENT);

    private ResolutionJson() {}

    /** @throws ManagementError 400 if it is none */
    static Resolution read(JsonNode node) {
        var members = MEMBERS.stream().filter(node::hasNonNull).toList();
        if (members.size() != 1) {
            throw ManagementError.badRequest("A resolution has one of the members %s: %s".formatted(MEMBERS, node));
        }
        return switch (members.getFirst()) {
            case TAKE -> new Resolution.Take(side(node.get(TAKE)));
            case ITEMS -> new Resolution.PerItem(items(node.get(ITEMS)));
            case AT -> new Resolution.At(NamesJson.read(node.get(AT), AT));
            case RENAME -> new Resolution.Rename(side(node.get(RENAME)), to(node));
            case KEEP_BOTH -> keepBoth(node.get(KEEP_BOTH));
            case HOME -> home(node.get(HOME));
            case INTO -> new Resolution.Into(NamesJson.namespace(node.get(INTO), INTO));
            default -> new Resolution.CreateParent(contentId(node.get(CREATE_PARENT)));
        };
    }

    /** The same, with nothing beside it that would be left out: as our own clients send it. */
    static Resolution readWhole(JsonNode node) {
        var resolution = read(node);
        ManagementJson.requireOnly(node, resolution instanceof Resolution.Rename ? List.of(RENAME, "to") : MEMBERS);
        node.path(ITEMS).forEach(item -> ManagementJson.requireOnly(item, List.of("code", "path", TAKE, "value")));
        return resolution;
    }

    private static Resolution keepBoth(JsonNode node) {
        if (!node.isBoolean() || !node.booleanValue()) {
            throw ManagementError.badRequest("'keep_both' is true: %s".formatted(node));
        }
        return new Resolution.KeepBoth();
    }

    private static Identifier to(JsonNode node) {
        if (!node.hasNonNull("to")) {
            throw ManagementError.badRequest("'to' must say the new name");
        }
        return NamesJson.read(node.get("to"), "to");
    }

    private static Side side(JsonNode node) {
        return Stream.of(Side.values())
                .filter(side -> node.isString() && side.toString().equals(node.stringValue()))
                .findFirst()
                .orElseThrow(() -> ManagementError.badRequest("A side is 'ours' or 'theirs': %s".formatted(node)));
    }

    private static Map<Item, ItemAnswer> items(JsonNode node) {
        if (!node.isArray()) {
            throw ManagementError.badRequest("'items' is a list of answers: %s".formatted(node));
        }
        var answers = new LinkedHashMap<Item, ItemAnswer>();
        for (JsonNode item : node) {
            var code = required(item, "code");
            var path = required(item, "path");
            if (item.hasNonNull(TAKE) == item.hasNonNull("value")) {
                throw ManagementError.badRequest("An item needs 'take' or 'value': %s".formatted(item));
            }
            answers.put(
                    new Item(code, path),
                    item.hasNonNull(TAKE)
                            ? new ItemAnswer.Take(side(item.get(TAKE)))
                            : new ItemAnswer.Supplied(required(item, "value")));
        }
        return answers;
    }

    /** Unlike other texts it may be empty. */
    private static String required(JsonNode item, String field) {
        if (!item.path(field).isString()) {
            throw ManagementError.badRequest("An item needs '%s', a text: %s".formatted(field, item));
        }
        return item.get(field).stringValue();
    }

    private static Resolution home(JsonNode node) {
        return switch (node.isString() ? node.stringValue() : "") {
            case "new" -> new Resolution.NewHome();
            case "old" -> new Resolution.OldName();
            default -> throw ManagementError.badRequest("'home' is 'new' or 'old': %s".formatted(node));
        };
    }

    /** The id that the namespace gets is chosen once, so that the answer is always the same. */
    private static ContentId contentId(JsonNode node) {
        return node.isString() ? ContentId.parse(node.stringValue()) : new ContentId(UUID.randomUUID());
    }

    static ObjectNode shown(Resolution resolution) {
        var node = ManagementJson.object();
        switch (resolution) {
            case Resolution.Take(var side) -> node.put(TAKE, side.toString());
            case Resolution.PerItem(var answers) -> {
                var items = node.putArray(ITEMS);
                answers.forEach((item, answer) -> items.add(shown(item, answer)));
            }
            case Resolution.At(var name) -> node.set(AT, NamesJson.shown(name));
            case Resolution.Rename(var side, var name) ->
                node.put(RENAME, side.toString()).set("to", NamesJson.shown(name));
            case Resolution.KeepBoth() -> node.put(KEEP_BOTH, true);
            case Resolution.NewHome() -> node.put(HOME, "new");
            case Resolution.OldName() -> node.put(HOME, "old");
            case Resolution.Into(var namespace) -> node.set(INTO, NamesJson.shown(namespace));
            case Resolution.CreateParent(var id) -> node.put(CREATE_PARENT, id.toString());
            case Resolution.Supplied _ -> throw new IllegalStateException("a whole object is never supplied");
        }
        return node;
    }

    private static ObjectNode shown(Item item, ItemAnswer answer) {
        var node = ManagementJson.object().put("code", item.code()).put("path", item.path());
        return switch (answer) {
            case ItemAnswer.Take(var side) -> node.put(TAKE, side.toString().toLowerCase(Locale.ROOT));
            case ItemAnswer.Supplied(var value) -> node.put("value", value);
        };
    }
}
