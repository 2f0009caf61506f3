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
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.iceberg.types.Types;

/** Merges columns attribute by attribute: a new name here and a wider type there are two changes that can both be had. */
final class ColumnMerge {
    private final SchemaSides schemas;
    private final Rows rows;
    private final Judge judge;
    private final Set<Integer> unnamed = new HashSet<>();

    ColumnMerge(SchemaSides schemas, Rows rows, Judge judge) {
        this.schemas = schemas;
        this.rows = rows;
        this.judge = judge;
    }

    /** Columns whose name is in conflict. */
    Set<Integer> unnamed() {
        return unnamed;
    }

    /** A column that both sides have. */
    Column merge(int id) {
        var each = schemas.each(id);
        var ours = each.ours().orElseThrow();
        if (each.ours().equals(each.theirs())) {
            return ours;
        }
        return new Column(
                id,
                ours.parent(),
                name(id, each.map(Column::name)).orElse(ours.name()),
                required(id, each.map(Column::required)),
                shape(id, each.map(Column::shape)),
                doc(id, each.flatMap(Column::doc)),
                preset(id, "initial default", each.flatMap(Column::initialDefault)),
                preset(id, "write default", each.flatMap(Column::writeDefault)));
    }

    /**
     * A column that one side added. Rows that the other side added meanwhile have no value for it, which is not allowed if
     * it is required and has no default.
     */
    Column added(int id, Side side) {
        var column = schemas.on(side).get(id).orElseThrow();
        boolean asked = column.required()
                && column.initialDefault().isEmpty()
                && (column.parent() == Column.TABLE || schemas.base().has(column.parent()))
                && rows.read().contains(side.other());
        if (!asked) {
            return column;
        }
        var sentence = "%s added the required column %s without a default; %s added rows, which have no value there."
                .formatted(side, schemas.name(id), side.other());
        return column.required(judge.side(nullability(id, sentence))
                .map(answer -> answer == side)
                .orElse(true));
    }

    private Optional<String> name(int id, ThreeWay<String> names) {
        var item = new Item<>(
                schemas.key(ConflictCode.RENAME, id), "the name of column " + id, names, Function.identity());
        if (item.settle(judge, name -> ColumnNames.requireName(item.key(), name))
                instanceof Settled.At<String>(var name)) {
            return name;
        }
        unnamed.add(id);
        return Optional.empty();
    }

    private boolean required(int id, ThreeWay<Boolean> required) {
        var winner = required.winner();
        if (winner.isEmpty()) {
            return judge.side(nullability(
                            id, "Both sides added the column %s, one of them as required.".formatted(schemas.name(id))))
                    .flatMap(required::on)
                    .orElse(false);
        }
        var side = winner.get();
        boolean nowRequired = required.on(side).orElseThrow();
        if (!nowRequired || !required.changedOn(side) || !rows.read().contains(side.other())) {
            return nowRequired;
        }
        if (required.on(side.other()).orElseThrow()) {
            return true;
        }
        var sentence = "%s made the column %s required; %s added rows, which may have no value there."
                .formatted(side, schemas.name(id), side.other());
        return judge.side(nullability(id, sentence))
                .map(answer -> answer == side)
                .orElse(true);
    }

    private Conflict nullability(int id, String sentence) {
        var values = schemas.each(id).map(column -> column.required() ? "required" : "optional");
        return new Conflict(schemas.key(ConflictCode.NULLABILITY, id), values, Offer.EITHER, sentence);
    }

    private Shape shape(int id, ThreeWay<Shape> shapes) {
        var ours = shapes.ours().orElseThrow();
        var theirs = shapes.theirs().orElseThrow();
        if (shapes.winner().isEmpty()
                && shapes.base().orElseThrow().widensTo(ours)
                && shapes.base().orElseThrow().widensTo(theirs)) {
            if (ours.widensTo(theirs)) {
                return theirs;
            }
            if (theirs.widensTo(ours)) {
                return ours;
            }
        }
        var key = schemas.key(ConflictCode.TYPE, id);
        var item = new Item<>(key, "the type of column " + schemas.name(id), shapes, Shape::toString);
        // Of two types that do not widen to each other there is no third one that both widen to.
        var settled = ours.widensTo(theirs) || theirs.widensTo(ours)
                ? item.settle(judge, text -> parsed(item, text))
                : item.settle(judge);
        return settled instanceof Settled.At<Shape>(var shape) ? shape.orElse(ours) : ours;
    }

    private static Shape parsed(Item<Shape> item, String text) {
        try {
            var shape = Shape.of(Types.fromPrimitiveString(text));
            if (item.values().ours().orElseThrow().widensTo(shape)
                    && item.values().theirs().orElseThrow().widensTo(shape)) {
                return shape;
            }
        } catch (IllegalArgumentException e) {
            throw Judge.unfit(item.key(), "'%s' is no type".formatted(text));
        }
        throw Judge.unfit(item.key(), "not all that was written can be read as %s".formatted(text));
    }

    private Optional<String> doc(int id, ThreeWay<String> docs) {
        var item = new Item<>(
                schemas.key(ConflictCode.COLUMN_DOC, id),
                "the doc of column " + schemas.name(id),
                docs,
                Function.identity());
        return item.settle(judge, Function.identity()) instanceof Settled.At<String>(var doc) ? doc : Optional.empty();
    }

    private Optional<String> preset(int id, String which, ThreeWay<String> values) {
        var key = schemas.key(ConflictCode.DEFAULT, id);
        var item = new Item<>(
                new ConflictKey(key.code(), key.path() + " " + which),
                "the %s of column %s".formatted(which, schemas.name(id)),
                values,
                Function.identity());
        return item.settle(judge) instanceof Settled.At<String>(var value) ? value : Optional.empty();
    }
}
