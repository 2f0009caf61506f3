package io.meerkat.api.management;

import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.Item;
import io.meerkat.merge.catalog.ItemAnswer;
import io.meerkat.merge.catalog.ItemConflict;
import io.meerkat.merge.catalog.Offer;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.merge.catalog.Side;
import io.meerkat.model.PrincipalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers to conflicts, in each of the spellings that Pangolin's server and clients have. */
final class PangolinResolutions {
    private static final String BY = "resolved_by";
    private static final String AT = "resolved_at";

    private PangolinResolutions() {}

    /**
     * @param before the answer that the conflict has so far: what it says of other items is kept
     * @throws ManagementError 400 if it is none, or not one for this conflict
     */
    static Resolution read(JsonNode body, Conflict conflict, Optional<Resolution> before) {
        var word = ManagementJson.text(body, "strategy")
                .or(() -> ManagementJson.text(body, "resolution"))
                .orElseThrow(() -> ManagementError.badRequest("'resolution' must be source, target or custom"));
        var resolution = switch (word.toLowerCase(Locale.ROOT)) {
            case "source", "takesource" -> new Resolution.Take(Side.THEIRS);
            case "target", "taketarget" -> new Resolution.Take(Side.OURS);
            case "custom", "manual" -> custom(value(body), conflict, before);
            case "automerge", "threewaymerge" ->
                throw ManagementError.badRequest(
                        "What can be merged without being asked has been merged; this conflict takes %s"
                                .formatted(offered(conflict)));
            default ->
                throw ManagementError.badRequest(
                        "A resolution is source, target or custom, and not '%s'".formatted(word));
        };
        if (!conflict.offered().contains(resolution.offer())) {
            throw ManagementError.badRequest(
                    "%s This takes %s, and not '%s'".formatted(conflict.sentence(), offered(conflict), word));
        }
        return resolution;
    }

    private static JsonNode value(JsonNode body) {
        return body.hasNonNull("resolved_value") ? body.get("resolved_value") : body.path("content");
    }

    /** The words that a conflict takes. */
    static List<String> offered(Conflict conflict) {
        var words = new ArrayList<String>();
        if (conflict.offered().contains(Offer.THEIRS)) {
            words.add("source");
        }
        if (conflict.offered().contains(Offer.OURS)) {
            words.add("target");
        }
        if (takesCustom(conflict)) {
            words.add("custom");
        }
        return words;
    }

    private static boolean takesCustom(Conflict conflict) {
        return conflict.items().isEmpty()
                ? !Set.of(Offer.OURS, Offer.THEIRS).containsAll(conflict.offered())
                : conflict.items().stream().allMatch(item -> item.offered().contains(Offer.SUPPLIED));
    }

    /** A value for each item, by its path; where there are no items, a resolution as the other dialect has it. */
    private static Resolution custom(JsonNode value, Conflict conflict, Optional<Resolution> before) {
        if (conflict.items().isEmpty()) {
            return ResolutionJson.read(value);
        }
        var paths = new HashSet<String>();
        conflict.items().forEach(item -> paths.add(item.item().path()));
        if (!value.isObject() || !new HashSet<>(value.propertyNames()).equals(paths)) {
            throw ManagementError.badRequest(
                    "A value for each of %s is wanted, as an object: %s".formatted(paths, value));
        }
        var answers = new HashMap<Item, ItemAnswer>(
                before.orElse(null) instanceof Resolution.PerItem(var given) ? given : Map.of());
        for (ItemConflict item : conflict.items()) {
            if (!item.offered().contains(Offer.SUPPLIED)) {
                throw ManagementError.badRequest("%s This takes no value".formatted(item.sentence()));
            }
            answers.put(
                    item.item(),
                    new ItemAnswer.Supplied(text(value.get(item.item().path()))));
        }
        return new Resolution.PerItem(answers);
    }

    /** Text as it is; what is JSON, as JSON. */
    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : ManagementJson.text(value);
    }

    /** As it is stored: with who gave it and when, which other dialects pass over. */
    static String stored(Resolution resolution, PrincipalId by, Instant at) {
        return ManagementJson.text(
                ResolutionJson.shown(resolution).put(BY, by.toString()).put(AT, at.toString()));
    }

    /** A stored answer; who gave it and when is not told of one that came in another dialect. */
    static ObjectNode shown(String conflict, JsonNode stored) {
        var resolution = ResolutionJson.read(stored);
        var node = ManagementJson.object().put("conflict_id", conflict);
        switch (resolution) {
            case Resolution.Take(var side) ->
                node.put("strategy", side == Side.THEIRS ? "TakeSource" : "TakeTarget")
                        .putNull("resolved_value");
            case Resolution.PerItem(var answers) ->
                node.put("strategy", "Manual").set("resolved_value", values(answers));
            default -> node.put("strategy", "Manual").set("resolved_value", ResolutionJson.shown(resolution));
        }
        return node.put(BY, ManagementJson.text(stored, BY).orElse(null))
                .put(AT, ManagementJson.text(stored, AT).orElse(null));
    }

    /** By the paths of the items; of one for which a side was taken, which one. */
    private static ObjectNode values(Map<Item, ItemAnswer> answers) {
        var node = ManagementJson.object();
        answers.forEach((item, answer) -> {
            switch (answer) {
                case ItemAnswer.Supplied(var value) -> node.put(item.path(), value);
                case ItemAnswer.Take(var side) ->
                    node.set(
                            item.path(),
                            ManagementJson.object().put("take", side == Side.THEIRS ? "source" : "target"));
            }
        });
        return node;
    }
}
