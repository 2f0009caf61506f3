package io.meerkat.merge.table;

import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Notice;
import io.meerkat.merge.item.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Merges the current schemas, column by column, by id. */
final class ColumnsMerge implements Dimension {
    @Override
    public void merge(Sides sides, Judge judge, Draft draft) {
        var schemas = SchemaSides.of(sides);
        var collisions = Collisions.find(sides, schemas, draft.rows(), judge);
        var drops = Drops.find(sides, schemas, judge);
        var away = new HashSet<>(drops.gone());
        away.addAll(collisions.orphans());
        var merge = new ColumnMerge(schemas, draft.rows(), judge);
        var merged = new TreeMap<Integer, Column>();
        for (int id : schemas.ids()) {
            if (!collisions.open().contains(id) && !away.contains(id)) {
                merged.put(id, column(id, schemas, collisions, merge));
            }
        }
        var undecided = new HashSet<>(merge.unnamed());
        undecided.addAll(drops.open());
        var names = new ColumnNames(schemas, judge, merged, undecided);
        away.addAll(names.makeDistinct());
        for (Side side : Side.values()) {
            draft.lost(side).addAll(away);
            draft.lost(side).addAll(collisions.lost(side));
        }
        var identifiers = new IdentifierMerge(sides, schemas, judge, draft, merged).merge();
        var ordered = ordered(schemas, merged, judge);
        if (judge.conflicts().isEmpty()) {
            draft.schema = new Columns(ordered).schema(identifiers);
        }
    }

    private static Column column(int id, SchemaSides schemas, Collisions collisions, ColumnMerge merge) {
        var winner = collisions.winner(id);
        if (winner.isPresent()) {
            return schemas.on(winner.get()).get(id).orElseThrow();
        }
        if (schemas.ours().has(id) && schemas.theirs().has(id)) {
            return merge.merge(id);
        }
        var side = schemas.ours().has(id) ? Side.OURS : Side.THEIRS;
        return schemas.base().has(id) ? schemas.on(side).get(id).orElseThrow() : merge.added(id, side);
    }

    private static List<Column> ordered(SchemaSides schemas, Map<Integer, Column> merged, Judge judge) {
        var ordered = new ArrayList<Column>();
        collect(Column.TABLE, schemas, merged, judge, ordered);
        return ordered;
    }

    private static void collect(
            int parent, SchemaSides schemas, Map<Integer, Column> merged, Judge judge, List<Column> into) {
        var order = new ColumnOrder(
                schemas.base().children(parent),
                schemas.ours().children(parent),
                schemas.theirs().children(parent),
                in(parent, merged));
        if (order.bothMoved()) {
            var path = parent == Column.TABLE ? "table" : schemas.path(parent);
            judge.notice(
                    Notice.Topic.COLUMN_ORDER,
                    path,
                    "Both sides moved columns of %s; they are in the order of ours.".formatted(path));
        }
        for (int id : order.order()) {
            var column = Optional.ofNullable(merged.get(id)).orElseThrow();
            into.add(column);
            if (column.shape().plain().isEmpty()) {
                collect(id, schemas, merged, judge, into);
            }
        }
    }

    private static Set<Integer> in(int parent, Map<Integer, Column> merged) {
        return merged.values().stream()
                .filter(column -> column.parent() == parent)
                .map(Column::id)
                .collect(Collectors.toSet());
    }
}
