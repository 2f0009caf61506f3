package io.meerkat.api.management;

import com.google.common.collect.Sets;
import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.ItemConflict;
import io.meerkat.merge.catalog.MergeOutcome.Refusal;
import io.meerkat.merge.catalog.Offer;
import io.meerkat.merge.catalog.Warning;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Conflicts and warnings for a person to read and a program to answer. */
final class ConflictJson {
    private ConflictJson() {}

    static String toBeResolved(int count) {
        return "%d conflict%s to be resolved; nothing was changed".formatted(count, count == 1 ? " has" : "s have");
    }

    static ObjectNode shown(Conflict conflict) {
        var node = ManagementJson.object()
                .put("id", conflict.id().toString())
                .put("code", conflict.code().name())
                .put("sentence", conflict.sentence());
        var names = node.putArray("names");
        conflict.keys().forEach(key -> names.add(NamesJson.shown(key.identifier())));
        // A whole object cannot be supplied: a content must be one that comes after ours.
        offers(node.putArray("offers"), Sets.filter(conflict.offered(), offer -> offer != Offer.SUPPLIED));
        var versions = conflict.versions();
        versions.base().ifPresent(entry -> node.set("base", NamesJson.shown(entry)));
        versions.ours().ifPresent(entry -> node.set("ours", NamesJson.shown(entry)));
        versions.theirs().ifPresent(entry -> node.set("theirs", NamesJson.shown(entry)));
        if (!conflict.items().isEmpty()) {
            var items = node.putArray("items");
            conflict.items().forEach(item -> items.add(shown(item)));
        }
        return node;
    }

    private static ObjectNode shown(ItemConflict item) {
        var node = ManagementJson.object()
                .put("code", item.item().code())
                .put("path", item.item().path())
                .put("sentence", item.sentence());
        put(node, "base", item.base());
        put(node, "ours", item.ours());
        put(node, "theirs", item.theirs());
        offers(node.putArray("offers"), item.offered());
        return node;
    }

    private static void put(ObjectNode node, String field, Optional<String> value) {
        value.ifPresent(text -> node.put(field, text));
    }

    private static void offers(ArrayNode node, Collection<Offer> offers) {
        offers.forEach(offer -> node.add(offer.name().toLowerCase(Locale.ROOT)));
    }

    static ObjectNode shown(Warning warning) {
        return ManagementJson.object()
                .put("code", warning.code().name())
                .put("sentence", warning.sentence())
                .set("name", NamesJson.shown(warning.key().identifier()));
    }

    static ObjectNode shown(Refusal refusal) {
        return ManagementJson.object()
                .put("conflict", refusal.conflict().toString())
                .put("reason", refusal.reason())
                .set("resolution", ResolutionJson.shown(refusal.resolution()));
    }
}
