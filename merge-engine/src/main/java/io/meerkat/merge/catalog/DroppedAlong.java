package io.meerkat.merge.catalog;

import io.meerkat.model.ContentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows what a side dropped that the other left alone, by the namespace that it lies in: who wants the namespace back
 * wants it with that.
 */
final class DroppedAlong {
    private final Map<ContentId, List<Subject>> byNamespace = new HashMap<>();

    DroppedAlong(Collection<Subject> subjects) {
        for (Subject subject : subjects) {
            for (Side holder : Side.values()) {
                if (isDroppedUnchanged(subject, holder)) {
                    subject.at(holder)
                            .map(Standing::place)
                            .flatMap(Place::touchedNamespace)
                            .ifPresent(namespace -> byNamespace
                                    .computeIfAbsent(namespace, none -> new ArrayList<>())
                                    .add(subject));
                }
            }
        }
    }

    private static boolean isDroppedUnchanged(Subject subject, Side holder) {
        return subject.at(holder).isPresent()
                && subject.at(holder.other()).isEmpty()
                && !subject.isPlacedBy(holder)
                && !subject.isChangedBy(holder);
    }

    /** All of it, at any depth. */
    List<Subject> with(ContentId namespace) {
        var all = new ArrayList<>(byNamespace.getOrDefault(namespace, List.of()));
        for (int i = 0; i < all.size(); i++) {
            all.addAll(byNamespace.getOrDefault(all.get(i).id(), List.of()));
        }
        return all;
    }
}
