package io.meerkat.api.management;

import io.meerkat.command.merge.Answers;
import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.ItemConflict;
import io.meerkat.merge.catalog.Offer;
import io.meerkat.merge.catalog.Versions;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Conflicts in Pangolin's form, in which the source is what is merged (theirs) and the target what is merged into (ours). */
final class PangolinConflictJson {
    private static final String ASSET_NAME = "asset_name";

    private PangolinConflictJson() {}

    static ObjectNode shown(PangolinOperation operation, Conflict conflict) {
        var id = operation.id(conflict.id()).toString();
        var type = PangolinConflictType.of(conflict);
        var node = ManagementJson.object()
                .put("id", id)
                .put("merge_operation_id", operation.row().id().toString())
                .put("conflict_type", type.word())
                .put(ASSET_NAME, name(conflict))
                .put("asset_id", assetId(conflict.versions()))
                .put("description", conflict.sentence())
                .put("created_at", operation.row().openedAt().toString());
        node.set("details", details(type, conflict));
        node.set(
                "resolution",
                operation.isOpen(conflict.id()) ? JsonNodeFactory.instance.nullNode() : given(operation, conflict, id));
        return node;
    }

    private static String name(Conflict conflict) {
        return conflict.keys().getFirst().identifier().toString();
    }

    private static @Nullable String assetId(Versions versions) {
        return versions.base()
                .or(versions::ours)
                .or(versions::theirs)
                .map(Entry::contentId)
                .map(Object::toString)
                .orElse(null);
    }

    /** What Pangolin says of each type, and beside it all that is known here. */
    private static ObjectNode details(PangolinConflictType type, Conflict conflict) {
        var details = ManagementJson.object().put(ASSET_NAME, name(conflict));
        switch (type) {
            case SCHEMA_CHANGE -> {
                details.set("source_schema", side(conflict, ItemConflict::theirs));
                details.set("target_schema", side(conflict, ItemConflict::ours));
            }
            // Rows are merged as a whole, so that no partition is to blame.
            case DATA_OVERLAP -> details.putArray("overlapping_partitions");
            case METADATA_CONFLICT -> {
                var properties = details.putArray("conflicting_properties");
                properties(conflict).forEach(properties::add);
            }
            case DELETION_CONFLICT -> {
                boolean inSource = conflict.versions().theirs().isEmpty();
                details.put("deleted_in", inSource ? "source" : "target")
                        .put("modified_in", inSource ? "target" : "source");
            }
        }
        details.put("code", conflict.code().name());
        var names = details.putArray("names");
        conflict.keys().stream().map(TreeKey::identifier).forEach(name -> names.add(name.toString()));
        var items = details.putArray("items");
        conflict.items().forEach(item -> items.add(item(item)));
        var resolutions = details.putArray("resolutions");
        PangolinResolutions.offered(conflict).forEach(resolutions::add);
        var offers = details.putArray("offers");
        conflict.offered().forEach(offer -> offers.add(offer.name().toLowerCase(Locale.ROOT)));
        return details;
    }

    /** Of the columns in conflict, what a side has there. */
    private static ObjectNode side(Conflict conflict, Function<ItemConflict, Optional<String>> value) {
        var node = ManagementJson.object();
        conflict.items().stream()
                .filter(item -> PangolinConflictType.of(item) == PangolinConflictType.SCHEMA_CHANGE)
                .forEach(item -> node.put(item.item().path(), value.apply(item).orElse(null)));
        return node;
    }

    private static List<String> properties(Conflict conflict) {
        return switch (conflict.code()) {
            case LOCATION_OVERLAP -> List.of("location");
            case PARENT_MISSING, PARENT_NOT_NS, NS_RENAME, NS_MOVE_CYCLE -> List.of("namespace");
            case REPLACED, ADD_ADD, KIND_CLASH, RENAME_COLLIDE, RENAME_RENAME_DIFFERENT, RENAME_MODIFY, NAME_TOO_LONG ->
                List.of("name");
            default -> conflict.items().stream().map(item -> item.item().path()).toList();
        };
    }

    private static ObjectNode item(ItemConflict item) {
        var node = ManagementJson.object()
                .put("code", item.item().code())
                .put("path", item.item().path())
                .put("description", item.sentence())
                .put("base", item.base().orElse(null))
                .put("source", item.theirs().orElse(null))
                .put("target", item.ours().orElse(null));
        return node.put("takes_value", item.offered().contains(Offer.SUPPLIED));
    }

    private static JsonNode given(PangolinOperation operation, Conflict conflict, String id) {
        var answers = Answers.read(operation.row().resolutions());
        var stored = Objects.requireNonNull(answers.get(conflict.id().toString()));
        return PangolinResolutions.shown(id, ManagementJson.tree(stored));
    }
}
