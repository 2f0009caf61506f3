package io.meerkat.merge.table;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;

/** Tables that were edited at random, as engines would, with few names and values so that two sides often meet. */
final class RandomTables {
    private static final List<String> NAMES = List.of("name", "title", "label", "price", "age");
    private static final List<String> WORDS = List.of("1", "2", "3");
    private static final List<BiFunction<TableMetadata, Random, TableMetadata>> EDITS = List.of(
            RandomTables::addColumn,
            RandomTables::addColumn,
            RandomTables::rename,
            RandomTables::rename,
            RandomTables::drop,
            RandomTables::widen,
            RandomTables::document,
            RandomTables::require,
            RandomTables::loosen,
            RandomTables::move,
            RandomTables::identify,
            RandomTables::property,
            RandomTables::property,
            RandomTables::partition,
            RandomTables::sort,
            RandomTables::append,
            RandomTables::tag,
            RandomTables::expire,
            RandomTables::goBack,
            RandomTables::upgrade,
            RandomTables::relocate);

    private RandomTables() {}

    static TableMetadata base(Random random) {
        var table = Tables.zoo(1 + random.nextInt(3));
        int snapshots = random.nextInt(4);
        for (int i = 0; i < snapshots; i++) {
            table = append(table, random);
        }
        return edited(table, random);
    }

    /** Zero to eight edits. What Iceberg refuses is left out. */
    static TableMetadata edited(TableMetadata table, Random random) {
        var edited = table;
        int edits = random.nextInt(9);
        for (int i = 0; i < edits; i++) {
            try {
                edited = EDITS.get(random.nextInt(EDITS.size())).apply(edited, random);
            } catch (IllegalArgumentException | ValidationException e) {
                // Not every edit makes sense on every table: the next one may.
            }
        }
        return edited;
    }

    private static TableMetadata addColumn(TableMetadata table, Random random) {
        var type = List.of(Types.IntegerType.get(), Types.LongType.get(), Types.StringType.get())
                .get(random.nextInt(3));
        var parent = List.of("", "place", "tags.element", "notes.value").get(random.nextInt(4));
        return parent.isEmpty()
                ? Tables.columns(table, edit -> edit.addColumn(any(NAMES, random), type))
                : Tables.columns(table, edit -> edit.addColumn(parent, any(NAMES, random), type));
    }

    private static TableMetadata rename(TableMetadata table, Random random) {
        return Tables.columns(table, edit -> edit.renameColumn(column(table, random), any(NAMES, random)));
    }

    private static TableMetadata drop(TableMetadata table, Random random) {
        return Tables.columns(table, edit -> edit.deleteColumn(column(table, random)));
    }

    private static TableMetadata widen(TableMetadata table, Random random) {
        return random.nextBoolean()
                ? Tables.columns(table, edit -> edit.updateColumn("id", Types.LongType.get()))
                : Tables.columns(
                        table, edit -> edit.updateColumn("price", Types.DecimalType.of(10 + random.nextInt(5), 2)));
    }

    private static TableMetadata document(TableMetadata table, Random random) {
        return Tables.columns(table, edit -> edit.updateColumnDoc(column(table, random), any(WORDS, random)));
    }

    private static TableMetadata require(TableMetadata table, Random random) {
        return Tables.columns(table, edit -> edit.requireColumn(column(table, random)));
    }

    private static TableMetadata loosen(TableMetadata table, Random random) {
        return Tables.columns(table, edit -> edit.makeColumnOptional(column(table, random)));
    }

    private static TableMetadata move(TableMetadata table, Random random) {
        return Tables.columns(table, edit -> edit.moveFirst(column(table, random)));
    }

    private static TableMetadata identify(TableMetadata table, Random random) {
        return Tables.columns(table, edit -> edit.setIdentifierFields(column(table, random)));
    }

    private static TableMetadata property(TableMetadata table, Random random) {
        return random.nextInt(4) == 0
                ? Tables.edited(
                        table, edit -> edit.updateProperties().remove("owner").commit())
                : Tables.with(table, any(List.of("owner", "a", "b"), random), any(WORDS, random));
    }

    private static TableMetadata partition(TableMetadata table, Random random) {
        return Tables.edited(
                table,
                edit -> edit.updateSpec()
                        .addField(Expressions.bucket(column(table, random), 4))
                        .commit());
    }

    private static TableMetadata sort(TableMetadata table, Random random) {
        return Tables.edited(
                table,
                edit -> edit.replaceSortOrder()
                        .asc(column(table, random), NullOrder.NULLS_LAST)
                        .commit());
    }

    private static TableMetadata append(TableMetadata table, Random random) {
        return Tables.appended(table, random.nextLong(1, Long.MAX_VALUE));
    }

    private static TableMetadata tag(TableMetadata table, Random random) {
        long id = snapshot(table, random);
        var ref = random.nextBoolean() ? SnapshotRef.tagBuilder(id) : SnapshotRef.branchBuilder(id);
        return Tables.built(table, builder -> builder.setRef(any(List.of("v1", "v2"), random), ref.build()));
    }

    private static TableMetadata expire(TableMetadata table, Random random) {
        long id = snapshot(table, random);
        boolean needed = table.refs().values().stream().anyMatch(ref -> ref.snapshotId() == id);
        return needed ? table : Tables.built(table, builder -> builder.removeSnapshots(List.of(id)));
    }

    private static TableMetadata goBack(TableMetadata table, Random random) {
        long id = snapshot(table, random);
        return Tables.built(table, builder -> builder.setBranchSnapshot(id, SnapshotRef.MAIN_BRANCH));
    }

    private static TableMetadata upgrade(TableMetadata table, Random random) {
        return Tables.built(table, builder -> builder.upgradeFormatVersion(1 + random.nextInt(3)));
    }

    private static TableMetadata relocate(TableMetadata table, Random random) {
        return Tables.edited(
                table,
                edit -> edit.updateLocation()
                        .setLocation("file:///w/" + any(WORDS, random))
                        .commit());
    }

    private static long snapshot(TableMetadata table, Random random) {
        if (table.snapshots().isEmpty()) {
            throw new IllegalArgumentException("no snapshot yet");
        }
        return table.snapshots().get(random.nextInt(table.snapshots().size())).snapshotId();
    }

    private static String column(TableMetadata table, Random random) {
        var names = Columns.of(table.schema()).all().stream()
                .map(column -> table.schema().findColumnName(column.id()))
                .toList();
        return any(names, random);
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
