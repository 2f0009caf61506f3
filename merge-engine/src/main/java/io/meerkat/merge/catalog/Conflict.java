package io.meerkat.merge.catalog;

import com.google.common.collect.Sets;
import io.meerkat.model.TreeKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Something that a person must decide. {@code keys} are all that it concerns, in key order; {@code items} are not empty
 * where an answer for each part of one object is possible; {@code sentence} says what each side did.
 */
public record Conflict(
        ConflictId id,
        ConflictCode code,
        List<TreeKey> keys,
        Versions versions,
        List<ItemConflict> items,
        String sentence) {
    public Conflict {
        keys = List.copyOf(keys);
        items = List.copyOf(items);
    }

    static Conflict of(ConflictCode code, Collection<TreeKey> keys, Versions versions, String sentence) {
        return of(code, keys, versions, List.of(), sentence);
    }

    static Conflict of(
            ConflictCode code, Collection<TreeKey> keys, Versions versions, List<ItemConflict> items, String sentence) {
        var sorted = keys.stream().distinct().sorted().toList();
        return new Conflict(ConflictId.of(code, sorted, versions), code, sorted, versions, items, sentence);
    }

    /** The resolutions that fit: answers to items only where there are items. */
    public Set<Offer> offered() {
        return Sets.filter(code.offered(), offer -> offer != Offer.PER_ITEM || !items.isEmpty());
    }
}
