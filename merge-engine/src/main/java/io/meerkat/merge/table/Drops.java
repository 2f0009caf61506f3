package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Side;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds which columns go because a side dropped them. One that the other side still works on is a conflict. */
final class Drops {
    private final Sides sides;
    private final SchemaSides schemas;
    private final Judge judge;
    private final Set<Integer> gone = new HashSet<>();
    private final Set<Integer> open = new HashSet<>();

    private Drops(Sides sides, SchemaSides schemas, Judge judge) {
        this.sides = sides;
        this.schemas = schemas;
        this.judge = judge;
    }

    static Drops find(Sides sides, SchemaSides schemas, Judge judge) {
        var drops = new Drops(sides, schemas, judge);
        for (Side side : Side.values()) {
            drops.droppedBy(side);
        }
        return drops;
    }

    /** The columns of either side that the merged schema has not. */
    Set<Integer> gone() {
        return gone;
    }

    /** The columns of which it is not known whether they go. */
    Set<Integer> open() {
        return open;
    }

    private void droppedBy(Side side) {
        var dropped = new TreeSet<>(schemas.base().ids());
        dropped.removeAll(schemas.on(side).ids());
        dropped.retainAll(schemas.on(side.other()).ids());
        var used = Uses.begunOn(side.other(), sides, schemas);
        for (int id : dropped) {
            var parent = schemas.base().get(id).orElseThrow().parent();
            if (!dropped.contains(parent)) {
                drop(id, side, used);
            }
        }
    }

    private void drop(int id, Side side, Set<Integer> used) {
        var all = schemas.on(side.other()).subtree(id);
        if (Collections.disjoint(all, used)) {
            gone.addAll(all);
            return;
        }
        judge.side(conflict(id, side))
                .ifPresentOrElse(
                        answer -> {
                            if (answer == side) {
                                gone.addAll(all);
                            }
                        },
                        () -> open.addAll(all));
    }

    private Conflict conflict(int id, Side side) {
        return new Conflict(
                schemas.key(ConflictCode.DROP_USED, id),
                schemas.each(id)
                        .map(column ->
                                SchemaSides.described(Optional.of(column)).orElseThrow()),
                Offer.EITHER,
                "%s dropped the column %s; %s changed it, or partitions, sorts or identifies rows by it now."
                        .formatted(side, schemas.name(id), side.other()));
    }
}
