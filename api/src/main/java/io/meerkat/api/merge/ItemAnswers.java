package io.meerkat.api.merge;

import io.meerkat.merge.catalog.Item;
import io.meerkat.merge.catalog.ItemAnswer;
import io.meerkat.merge.catalog.ItemConflict;
import io.meerkat.merge.catalog.ObjectMerge.Conflicting;
import io.meerkat.merge.catalog.Offer;
import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Notice;
import io.meerkat.merge.item.Resolution;
import io.meerkat.merge.item.Side;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What merges of one object say, in the terms of the merge of the catalog, and the other way round. */
final class ItemAnswers {
    private ItemAnswers() {}

    /** @throws IllegalArgumentException if an answer is to a kind of conflict that objects do not have */
    static Map<ConflictKey, Resolution> read(Map<Item, ItemAnswer> answers) {
        var resolutions = new HashMap<ConflictKey, Resolution>();
        answers.forEach(
                (item, answer) -> resolutions.put(new ConflictKey(code(item.code()), item.path()), resolution(answer)));
        return resolutions;
    }

    private static ConflictCode code(String word) {
        return Arrays.stream(ConflictCode.values())
                .filter(code -> code.name().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no item of an object conflicts as '%s'".formatted(word)));
    }

    private static Resolution resolution(ItemAnswer answer) {
        return switch (answer) {
            case ItemAnswer.Take(var side) ->
                new Resolution.Take(side == io.meerkat.merge.catalog.Side.OURS ? Side.OURS : Side.THEIRS);
            case ItemAnswer.Supplied(var value) -> new Resolution.Supply(value);
        };
    }

    static Conflicting conflicting(List<Conflict> conflicts) {
        return new Conflicting(conflicts.stream().map(ItemAnswers::item).toList());
    }

    /** Of what cannot be answered item by item: one side is to be taken as a whole. */
    static Conflicting whole(List<Conflict> conflicts) {
        return conflicting(conflicts.stream().map(Conflict::withoutOffers).toList());
    }

    private static ItemConflict item(Conflict conflict) {
        return new ItemConflict(
                new Item(conflict.code().name(), conflict.path()),
                conflict.values().base(),
                conflict.values().ours(),
                conflict.values().theirs(),
                conflict.offered().stream()
                        .map(offer -> Offer.valueOf(offer.name()))
                        .collect(Collectors.toSet()),
                conflict.sentence());
    }

    static List<String> sentences(List<Notice> notices) {
        return notices.stream().map(Notice::sentence).toList();
    }
}
