package io.meerkat.merge.catalog;

import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.Entry;
import io.meerkat.model.Utf8;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Merges the properties of a namespace key by key. A key that both set or removed, differently, is an item. */
public final class NamespaceMerge implements ObjectMerge {
    public static final String PROPERTY_SAME_KEY = "PROPERTY_SAME_KEY";

    private static final Set<Offer> OFFERED = Set.of(Offer.OURS, Offer.THEIRS, Offer.SUPPLIED);

    private final Contents contents;

    public NamespaceMerge(Contents contents) {
        this.contents = contents;
    }

    @Override
    public Result merge(Optional<Entry> base, Entry ours, Entry theirs, Map<Item, ItemAnswer> answers) {
        var before = base.map(this::properties).orElseGet(Collections::emptySortedMap);
        var left = properties(ours);
        var right = properties(theirs);
        var keys = new TreeSet<>(Utf8.ORDER);
        keys.addAll(before.keySet());
        keys.addAll(left.keySet());
        keys.addAll(right.keySet());

        var merged = new TreeMap<String, String>(Utf8.ORDER);
        var conflicts = new TreeMap<String, ItemConflict>(Utf8.ORDER);
        for (String key : keys) {
            var was = Optional.ofNullable(before.get(key));
            var our = Optional.ofNullable(left.get(key));
            var their = Optional.ofNullable(right.get(key));
            if (our.equals(their) || their.equals(was)) {
                our.ifPresent(value -> merged.put(key, value));
            } else if (our.equals(was)) {
                their.ifPresent(value -> merged.put(key, value));
            } else {
                conflicts.put(key, conflict(key, was, our, their));
            }
        }
        return answered(ours, merged, conflicts, answers);
    }

    private static Result answered(
            Entry ours,
            SortedMap<String, String> merged,
            SortedMap<String, ItemConflict> conflicts,
            Map<Item, ItemAnswer> answers) {
        var open = new TreeMap<>(conflicts);
        for (var answer : answers.entrySet()) {
            var key = answer.getKey().path();
            var conflict = open.get(key);
            if (conflict == null || !conflict.item().equals(answer.getKey())) {
                return new Refused("both sides agree about %s, there is nothing to answer".formatted(answer.getKey()));
            }
            chosen(conflict, answer.getValue()).ifPresent(value -> merged.put(key, value));
            open.remove(key);
        }
        return open.isEmpty()
                ? Merged.created(ours.contentId(), new NamespaceContent(merged), List.of())
                : new Conflicting(new ArrayList<>(open.values()));
    }

    private static Optional<String> chosen(ItemConflict conflict, ItemAnswer answer) {
        return switch (answer) {
            case ItemAnswer.Take(var side) -> side == Side.OURS ? conflict.ours() : conflict.theirs();
            case ItemAnswer.Supplied(var value) -> Optional.of(value);
        };
    }

    private static ItemConflict conflict(
            String key, Optional<String> base, Optional<String> ours, Optional<String> theirs) {
        var sentence = Words.both("the property " + key, Side.OURS, did(ours), did(theirs));
        return new ItemConflict(new Item(PROPERTY_SAME_KEY, key), base, ours, theirs, OFFERED, sentence);
    }

    private static UnaryOperator<String> did(Optional<String> value) {
        return it -> value.map(text -> "set %s to '%s'".formatted(it, text)).orElse("removed " + it);
    }

    private SortedMap<String, String> properties(Entry entry) {
        return ((NamespaceContent) contents.content(entry.content())).properties();
    }
}
