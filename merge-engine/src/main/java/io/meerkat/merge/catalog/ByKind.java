package io.meerkat.merge.catalog;

import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges each kind of object in its own way; a kind without one is taken as a whole. */
public record ByKind(Map<Kind, ObjectMerge> merges) implements ObjectMerge {
    private static final ObjectMerge WHOLE = (base, ours, theirs, answers) -> new Conflicting(List.of());

    public ByKind {
        merges = Map.copyOf(merges);
    }

    @Override
    public Result merge(Optional<Entry> base, Entry ours, Entry theirs, Map<Item, ItemAnswer> answers) {
        return of(ours).merge(base, ours, theirs, answers);
    }

    @Override
    public Result takeTheirs(Optional<Entry> base, Entry ours, Entry theirs) {
        return of(ours).takeTheirs(base, ours, theirs);
    }

    @Override
    public List<String> noticesOfTaking(Optional<Entry> ours, Entry theirs) {
        return of(theirs).noticesOfTaking(ours, theirs);
    }

    @Override
    public boolean takesOneSided() {
        return merges.values().stream().allMatch(ObjectMerge::takesOneSided);
    }

    private ObjectMerge of(Entry entry) {
        return merges.getOrDefault(entry.kind(), WHOLE);
    }
}
