package io.meerkat.merge.table;

import io.meerkat.merge.item.Side;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.SortField;
import org.apache.iceberg.TableMetadata;

/** The columns that a side changed, added, or began to partition, sort or identify rows by. */
final class Uses {
    private Uses() {}

    static Set<Integer> begunOn(Side side, Sides sides, SchemaSides schemas) {
        var used = new HashSet<Integer>();
        for (Column column : schemas.on(side).all()) {
            if (schemas.base().get(column.id()).filter(column::equals).isEmpty()) {
                used.add(column.id());
            }
        }
        var named = named(sides.on(side));
        named.removeAll(named(sides.base()));
        used.addAll(named);
        return used;
    }

    private static Set<Integer> named(TableMetadata table) {
        var ids = new HashSet<>(table.schema().identifierFieldIds());
        table.specs().stream()
                .flatMap(spec -> spec.fields().stream())
                .map(PartitionField::sourceId)
                .forEach(ids::add);
        table.sortOrders().stream()
                .flatMap(order -> order.fields().stream())
                .map(SortField::sourceId)
                .forEach(ids::add);
        return ids;
    }
}
