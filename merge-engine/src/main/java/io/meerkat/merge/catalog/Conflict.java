package io.meerkat.merge.catalog;

import com.google.common.collect.Sets;
import io.meerkat.model.TreeKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

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

    /** Of one object, or of what two have under one name. */
    static Conflict of(ConflictCode code, Collection<TreeKey> keys, Versions versions, String sentence) {
        return of(code, keys, versions, List.of(), List.of(), sentence);
    }

    /** Of one object in parts. */
    static Conflict ofItems(
            ConflictCode code, Collection<TreeKey> keys, Versions versions, List<ItemConflict> items, String sentence) {
        return of(code, keys, versions, List.of(), items, sentence);
    }

    /** Of an object and others that share its lot. */
    static Conflict ofMany(
            ConflictCode code, Collection<TreeKey> keys, Versions versions, List<Versions> others, String sentence) {
        return of(code, keys, versions, others, List.of(), sentence);
    }

    private static Conflict of(
            ConflictCode code,
            Collection<TreeKey> keys,
            Versions versions,
            List<Versions> others,
            List<ItemConflict> items,
            String sentence) {
        var sorted = keys.stream().distinct().sorted().toList();
        var objects = Stream.concat(Stream.of(versions), others.stream()).toList();
        return new Conflict(ConflictId.of(code, sorted, objects), code, sorted, versions, items, sentence);
    }

    /** The resolutions that fit: answers to items only where there are items, and each of them takes one. */
    public Set<Offer> offered() {
        boolean perItem = !items.isEmpty()
                && items.stream().noneMatch(item -> item.offered().isEmpty());
        return Sets.filter(code.offered(), offer -> offer != Offer.PER_ITEM || perItem);
    }
}
