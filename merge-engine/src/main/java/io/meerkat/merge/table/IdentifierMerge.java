package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Item;
import io.meerkat.merge.item.Item.Settled;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Side;
import io.meerkat.merge.item.ThreeWay;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Merges the columns that identify a row, as a whole: two keys of one column each are not a key of two. All of them, and
 * what they are in, have to be required.
 */
final class IdentifierMerge {
    private static final String PATH = "identifier-fields";

    private final ThreeWay<Set<Integer>> identifiers;
    private final SchemaSides schemas;
    private final Judge judge;
    private final Draft draft;
    private final Map<Integer, Column> columns;

    /** @param columns by id, changed here */
    IdentifierMerge(Sides sides, SchemaSides schemas, Judge judge, Draft draft, Map<Integer, Column> columns) {
        this.identifiers = sides.each(table -> new TreeSet<>(table.schema().identifierFieldIds()));
        this.schemas = schemas;
        this.judge = judge;
        this.draft = draft;
        this.columns = columns;
    }

    Set<Integer> merge() {
        var item =
                new Item<>(new ConflictKey(ConflictCode.IDENTIFIER, PATH), "the identifier", identifiers, this::names);
        if (!(item.settle(judge) instanceof Settled.At<Set<Integer>>(var value))) {
            return Set.of();
        }
        var merged = usable(value.orElseThrow());
        for (int id : new TreeSet<>(merged)) {
            if (new Columns(columns.values()).upwards(id).stream().anyMatch(column -> !column.required())
                    && !requireOrGiveUp(id)) {
                return usable(identifiers.on(loosened(id)).orElseThrow());
            }
        }
        return merged;
    }

    private String names(Set<Integer> ids) {
        return ids.stream().map(schemas::name).sorted().toList().toString();
    }

    /** The set, or where an answer let a column of it go, that of a side which lost none. */
    private Set<Integer> usable(Set<Integer> merged) {
        var wanted = Stream.of(Side.values())
                .filter(side -> identifiers.on(side).orElseThrow().equals(merged));
        return Stream.concat(wanted, Stream.of(Side.values()))
                .filter(side -> Collections.disjoint(identifiers.on(side).orElseThrow(), draft.lost(side)))
                .map(side -> identifiers.on(side).orElseThrow())
                .findFirst()
                .orElse(Set.of());
    }

    /** Whether the column is to be required, as the side that identifies rows by it has it. */
    private boolean requireOrGiveUp(int id) {
        var loosening = loosened(id);
        var conflict = new Conflict(
                schemas.key(ConflictCode.IDENTIFIER, id),
                schemas.each(id).map(column -> column.required() ? "required" : "optional"),
                Offer.EITHER,
                "%s made the column %s or one around it optional; %s identifies rows by it."
                        .formatted(loosening, schemas.name(id), loosening.other()));
        var answer = judge.side(conflict);
        if (answer.equals(Optional.of(loosening))) {
            return false;
        }
        for (Column column : new Columns(columns.values()).upwards(id)) {
            columns.put(column.id(), column.required(true));
        }
        return true;
    }

    private Side loosened(int id) {
        return identifiers.on(Side.OURS).orElseThrow().contains(id) ? Side.THEIRS : Side.OURS;
    }
}
