package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Notice;
import io.meerkat.merge.item.Side;
import io.meerkat.merge.item.ThreeWay;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Puts the specs or sort orders of both sides into one list. Manifests name them by id, so a side whose snapshots the
 * merged table has keeps its ids; the other side's get new ones where theirs are taken.
 */
final class Numbering<T> {
    /**
     * What is numbered.
     *
     * @param name as in a sentence
     * @param same whether two are one, whatever their ids
     * @param exactlySame whether what was written under one can be read under the other
     */
    record Kind<T>(
            String name,
            ConflictCode collision,
            Notice.Topic renumbered,
            BiPredicate<T, T> same,
            BiPredicate<T, T> exactlySame) {}

    private final Kind<T> kind;
    private final ThreeWay<Map<Integer, T>> all;
    private final Rows rows;
    private final Judge judge;
    private final SortedMap<Integer, T> merged = new TreeMap<>();
    private final Map<Side, Map<Integer, Integer>> ids = new EnumMap<>(Side.class);

    /**
     * Numbers what both sides have and is to come.
     *
     * @param all by id, what does not come included: its ids are not given to another one
     * @param coming of these, on each side
     */
    Numbering(Kind<T> kind, ThreeWay<Map<Integer, T>> all, ThreeWay<Map<Integer, T>> coming, Rows rows, Judge judge) {
        this.kind = kind;
        this.all = all;
        this.rows = rows;
        this.judge = judge;
        var first = rows.carried().equals(Set.of(Side.THEIRS)) ? Side.THEIRS : Side.OURS;
        coming.on(first).orElseThrow().forEach((id, item) -> {
            merged.put(id, item);
            ids(first).put(id, id);
        });
        var second = first.other();
        new TreeMap<>(coming.on(second).orElseThrow())
                .forEach((id, item) -> ids(second).put(id, add(second, id, item)));
    }

    SortedMap<Integer, T> merged() {
        return merged;
    }

    /** Which id one has in the merged table. */
    int id(Side side, int id) {
        return Optional.ofNullable(ids(side).get(id)).orElseThrow();
    }

    private Map<Integer, Integer> ids(Side side) {
        return ids.computeIfAbsent(side, any -> new HashMap<>());
    }

    /** The id that one gets. If files were written under it, there is no choice. */
    private int add(Side side, int id, T item) {
        boolean written = rows.carried().contains(side);
        var matches = written ? kind.exactlySame : kind.same;
        var there = Optional.ofNullable(merged.get(id)).or(() -> there(side.other(), id));
        if (there.isEmpty() || matches.test(there.get(), item)) {
            merged.putIfAbsent(id, item);
            return id;
        }
        if (written && merged.containsKey(id)) {
            judge.side(collision(id));
        }
        if (written) {
            merged.putIfAbsent(id, item);
            return id;
        }
        return merged.entrySet().stream()
                .filter(entry -> matches.test(entry.getValue(), item))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> renumbered(side, id, item));
    }

    private int renumbered(Side side, int id, T item) {
        int free = freeId();
        merged.put(free, item);
        judge.notice(
                kind.renumbered,
                "%s %d".formatted(kind.name, id),
                "The %s %d of %s is number %d now, since %s has another one under its id."
                        .formatted(kind.name, id, side, free, side.other()));
        return free;
    }

    private Optional<T> there(Side side, int id) {
        return Optional.ofNullable(all.on(side).orElseThrow().get(id));
    }

    /** Above all that any state gave out, so that none ever gets back an id that meant something else. */
    private int freeId() {
        var known = new TreeMap<>(merged);
        known.putAll(all.base().orElseThrow());
        known.putAll(all.ours().orElseThrow());
        known.putAll(all.theirs().orElseThrow());
        return known.lastKey() + 1;
    }

    private Conflict collision(int id) {
        return new Conflict(
                new ConflictKey(kind.collision, "%s %d".formatted(kind.name, id)),
                all.flatMap(byId -> Optional.ofNullable(byId.get(id))).map(String::valueOf),
                Set.of(),
                "Both sides wrote files under the %s %d, which is not the same on both; only ours can be had."
                        .formatted(kind.name, id));
    }
}
