package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Side;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Finds ids that mean one column on one side and another on the other. Data files name columns by id, and whoever wrote
 * under an id may still be writing: so no id is ever given to another column here. An answer says which column stays; it
 * can only be the one whose files are read.
 */
final class Collisions {
    private final Sides sides;
    private final SchemaSides schemas;
    private final Rows rows;
    private final Judge judge;
    private final Map<Integer, Side> winners = new TreeMap<>();
    private final Map<Side, Set<Integer>> lost = new EnumMap<>(Side.class);
    private final Set<Integer> open = new HashSet<>();

    private Collisions(Sides sides, SchemaSides schemas, Rows rows, Judge judge) {
        this.sides = sides;
        this.schemas = schemas;
        this.rows = rows;
        this.judge = judge;
    }

    static Collisions find(Sides sides, SchemaSides schemas, Rows rows, Judge judge) {
        var collisions = new Collisions(sides, schemas, rows, judge);
        schemas.outermostFirst().forEach(collisions::look);
        return collisions;
    }

    /** The side whose column the id means, if it means another one on the other side. */
    Optional<Side> winner(int id) {
        return Optional.ofNullable(winners.get(id));
    }

    /** Ids of which it is not known what they mean. */
    Set<Integer> open() {
        return open;
    }

    /** Ids that no longer mean what they mean on this side. */
    Set<Integer> lost(Side side) {
        return lost.computeIfAbsent(side, any -> new HashSet<>());
    }

    /** Columns that were in one that did not stay, and are nowhere now. */
    Set<Integer> orphans() {
        var orphans = new HashSet<>(lost(Side.OURS));
        orphans.addAll(lost(Side.THEIRS));
        orphans.removeAll(winners.keySet());
        return orphans;
    }

    private void look(int id) {
        if (open.contains(id)) {
            return;
        }
        if (lost(Side.OURS).contains(id) || lost(Side.THEIRS).contains(id)) {
            Stream.of(Side.values())
                    .filter(side -> schemas.on(side).has(id) && !lost(side).contains(id))
                    .forEach(side -> winners.put(id, side));
        } else if (isTwoColumns(id)) {
            judge.side(conflict(id)).ifPresentOrElse(side -> stay(id, side), () -> open.addAll(below(id)));
        }
    }

    private void stay(int id, Side side) {
        winners.put(id, side);
        lost(side.other()).addAll(schemas.on(side.other()).subtree(id));
    }

    private boolean isTwoColumns(int id) {
        var each = schemas.each(id);
        if (each.ours().isEmpty() || each.theirs().isEmpty()) {
            return false;
        }
        return each.base().isEmpty()
                ? !each.ours().get().isSameAddition(each.theirs().get())
                : isForeign(id, Side.OURS) || isForeign(id, Side.THEIRS);
    }

    /**
     * Whether a side has another column than the base under the id, rather than the base's by a new name: then no name that
     * it ever had is one that it had there. That is so after an answer let its own column stay, and matters when the other
     * one gets more rows. A side that renamed the column and dropped its old schemas looks the same.
     */
    private boolean isForeign(int id, Side side) {
        return rows.read().contains(side.other())
                && Collections.disjoint(namesOf(id, sides.on(side)), namesOf(id, sides.base()));
    }

    private static Set<String> namesOf(int id, TableMetadata table) {
        return table.schemas().stream()
                .flatMap(schema -> Optional.ofNullable(schema.findField(id)).stream())
                .map(NestedField::name)
                .collect(Collectors.toSet());
    }

    private Set<Integer> below(int id) {
        var ids = new HashSet<>(schemas.ours().subtree(id));
        ids.addAll(schemas.theirs().subtree(id));
        return ids;
    }

    private Conflict conflict(int id) {
        var each = schemas.each(id);
        return new Conflict(
                schemas.key(ConflictCode.FIELD_ID_COLLISION, id),
                each.map(column -> SchemaSides.described(Optional.of(column)).orElseThrow()),
                Offer.of(mayStay()),
                "The column id %d means %s in ours and %s in theirs; files hold ids, so one of the two has to go."
                        .formatted(
                                id,
                                schemas.ours().fullName(id),
                                schemas.theirs().fullName(id)));
    }

    private Set<Side> mayStay() {
        var sidesLeft = EnumSet.allOf(Side.class);
        rows.read().forEach(side -> sidesLeft.remove(side.other()));
        return sidesLeft;
    }
}
