package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.model.ContentId;
import io.meerkat.model.Identifier;
import io.meerkat.model.commit.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.TypeUtil;

/** The column and partition-field ids that a change uses for the first time: nobody else may have allocated them. */
final class NewIds {
    private NewIds() {}

    /** @throws IcebergError 400 if an id is none that a table may have */
    static List<Predicate> predicates(Identifier key, ContentId id, TableMetadata base, TableMetadata updated) {
        var predicates = new ArrayList<Predicate>();
        var columns = without(columns(updated), columns(base));
        if (!columns.isEmpty()) {
            requirePositive("column", columns.first());
            predicates.add(new Predicate.ColumnIdsFree(key, id, columns.first(), columns.last()));
        }
        var fields = without(partitionFields(updated), partitionFields(base));
        if (!fields.isEmpty()) {
            requirePositive("partition field", fields.first());
            predicates.add(new Predicate.PartitionIdsFree(key, id, fields.first(), fields.last()));
        }
        return predicates;
    }

    private static void requirePositive(String what, int id) {
        if (id < 1) {
            throw IcebergError.badRequest("A %s id must be above 0: %d".formatted(what, id));
        }
    }

    private static NavigableSet<Integer> columns(TableMetadata table) {
        var ids = new TreeSet<Integer>();
        for (Schema schema : table.schemas()) {
            ids.addAll(TypeUtil.getProjectedIds(schema));
        }
        return ids;
    }

    private static NavigableSet<Integer> partitionFields(TableMetadata table) {
        var ids = new TreeSet<Integer>();
        for (PartitionSpec spec : table.specs()) {
            spec.fields().stream().map(PartitionField::fieldId).forEach(ids::add);
        }
        return ids;
    }

    private static NavigableSet<Integer> without(NavigableSet<Integer> ids, NavigableSet<Integer> known) {
        ids.removeAll(known);
        return ids;
    }
}
