package io.meerkat.merge.table;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Outcome;
import io.meerkat.merge.item.Outcome.Conflicted;
import io.meerkat.merge.item.Outcome.Merged;
import io.meerkat.merge.item.Resolution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Tables and what engines do to them, by Iceberg's own library, and the answers of a merge. */
final class Tables {
    static final long AT = 1_900_000_000_000L;

    private Tables() {}

    /** Columns: id 1, name 2, price 3, place 4 (city 7, zip 8), tags 5 (a list of 9 with word 10), notes 6 (a map, text 13). */
    static TableMetadata zoo(int formatVersion) {
        var schema = new Schema(
                Types.NestedField.required(1, "id", Types.IntegerType.get()),
                Types.NestedField.optional(2, "name", Types.StringType.get()),
                Types.NestedField.optional(3, "price", Types.DecimalType.of(9, 2)),
                Types.NestedField.optional(
                        4,
                        "place",
                        Types.StructType.of(
                                Types.NestedField.optional(5, "city", Types.StringType.get()),
                                Types.NestedField.optional(6, "zip", Types.IntegerType.get()))),
                Types.NestedField.optional(
                        7,
                        "tags",
                        Types.ListType.ofOptional(
                                8, Types.StructType.of(Types.NestedField.optional(9, "word", Types.StringType.get())))),
                Types.NestedField.optional(
                        10,
                        "notes",
                        Types.MapType.ofOptional(
                                11,
                                12,
                                Types.StringType.get(),
                                Types.StructType.of(Types.NestedField.optional(13, "text", Types.StringType.get())))));
        return table(formatVersion, schema);
    }

    static TableMetadata table(int formatVersion, Schema schema) {
        var properties = Map.of("format-version", String.valueOf(formatVersion), "owner", "keeper");
        var created = TableMetadata.newTableMetadata(schema, PartitionSpec.unpartitioned(), "file:///w/t", properties);
        return read(TableMetadataParser.toJson(created));
    }

    static TableMetadata read(String json) {
        return TableMetadataParser.fromJson("file:///w/t/metadata/1.metadata.json", json);
    }

    /** The table as another branch sees it once ids up to these were given out. */
    static TableMetadata marked(TableMetadata table, int lastColumnId, int lastPartitionId) {
        return read(TableMetadataParser.toJson(table)
                .replaceFirst("\"last-column-id\":\\d+", "\"last-column-id\":" + lastColumnId)
                .replaceFirst("\"last-partition-id\":\\d+", "\"last-partition-id\":" + lastPartitionId));
    }

    static TableMetadata edited(TableMetadata table, Consumer<Table> edit) {
        var operations = new InMemory(table);
        edit.accept(new BaseTable(operations, "t"));
        return read(TableMetadataParser.toJson(operations.current));
    }

    static TableMetadata columns(TableMetadata table, UnaryOperator<UpdateSchema> edit) {
        return edited(
                table,
                edits -> edit.apply(edits.updateSchema().allowIncompatibleChanges())
                        .commit());
    }

    static TableMetadata with(TableMetadata table, String key, String value) {
        return edited(table, edits -> edits.updateProperties().set(key, value).commit());
    }

    static TableMetadata built(TableMetadata table, UnaryOperator<TableMetadata.Builder> edit) {
        return read(TableMetadataParser.toJson(
                edit.apply(TableMetadata.buildFrom(table)).discardChanges().build()));
    }

    static TableMetadata appended(TableMetadata table, long snapshotId) {
        return appended(table, snapshotId, SnapshotRef.MAIN_BRANCH, Map.of());
    }

    static TableMetadata appended(TableMetadata table, long snapshotId, String branch, Map<String, String> summary) {
        var parent = table.ref(branch) == null
                ? ""
                : "\"parent-snapshot-id\":%d,".formatted(table.ref(branch).snapshotId());
        var lineage =
                table.formatVersion() < 3 ? "" : "\"first-row-id\":%d,\"added-rows\":10,".formatted(table.nextRowId());
        var text = summary.entrySet().stream()
                .map(entry -> ",\"%s\":\"%s\"".formatted(entry.getKey(), quoted(entry.getValue())))
                .collect(Collectors.joining());
        var json = """
                {"sequence-number":%d,"snapshot-id":%d,%s%s"timestamp-ms":%d,"summary":{"operation":"append"%s},\
                "manifest-list":"file:///w/t/m%d.avro","schema-id":%d}""".formatted(
                        table.nextSequenceNumber(),
                        snapshotId,
                        parent,
                        lineage,
                        table.lastUpdatedMillis() + 1,
                        text,
                        snapshotId,
                        table.currentSchemaId());
        return built(table, builder -> builder.setBranchSnapshot(SnapshotParser.fromJson(json), branch));
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    static Schema schema(TableMetadata table, @Nullable Integer id) {
        return Optional.ofNullable(table.schemasById().get(id)).orElseThrow();
    }

    static PartitionSpec spec(TableMetadata table, int id) {
        return Optional.ofNullable(table.spec(id)).orElseThrow();
    }

    static Outcome<TableMetadata> merge(TableMetadata base, TableMetadata ours, TableMetadata theirs) {
        return TableMerge.merge(base, ours, theirs, Map.of(), AT);
    }

    static TableMetadata merged(TableMetadata base, TableMetadata ours, TableMetadata theirs) {
        return merged(merge(base, ours, theirs));
    }

    static TableMetadata merged(
            TableMetadata base, TableMetadata ours, TableMetadata theirs, Map<ConflictKey, Resolution> answers) {
        return merged(TableMerge.merge(base, ours, theirs, answers, AT));
    }

    static TableMetadata merged(Outcome<TableMetadata> outcome) {
        return switch (outcome) {
            case Merged<TableMetadata>(var table, var notices) -> table;
            case Conflicted<TableMetadata>(var conflicts, var notices) -> throw new AssertionError(conflicts);
        };
    }

    static List<Conflict> conflicts(TableMetadata base, TableMetadata ours, TableMetadata theirs) {
        return conflicts(merge(base, ours, theirs));
    }

    static List<Conflict> conflicts(Outcome<TableMetadata> outcome) {
        return switch (outcome) {
            case Merged<TableMetadata> merged -> List.of();
            case Conflicted<TableMetadata>(var conflicts, var notices) -> conflicts;
        };
    }

    static List<String> keys(TableMetadata base, TableMetadata ours, TableMetadata theirs) {
        return conflicts(base, ours, theirs).stream()
                .map(conflict -> conflict.key().toString())
                .toList();
    }

    static Map<ConflictKey, Resolution> answer(ConflictCode code, String path, Resolution resolution) {
        return Map.of(new ConflictKey(code, path), resolution);
    }

    /** Holds what was committed last. */
    private static final class InMemory implements TableOperations {
        private TableMetadata current;

        InMemory(TableMetadata current) {
            this.current = current;
        }

        @Override
        public TableMetadata current() {
            return current;
        }

        @Override
        public TableMetadata refresh() {
            return current;
        }

        @Override
        public void commit(TableMetadata base, TableMetadata metadata) {
            current = metadata;
        }

        @Override
        public FileIO io() {
            throw new UnsupportedOperationException("no file is read");
        }

        @Override
        public String metadataFileLocation(String fileName) {
            throw new UnsupportedOperationException("no file is written");
        }

        @Override
        public LocationProvider locationProvider() {
            throw new UnsupportedOperationException("no file is written");
        }
    }
}
