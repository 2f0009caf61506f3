package io.meerkat.merge.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/**
 * The merged table's schemas: those of ours under their ids, and what snapshots of theirs were written with. No id of ours
 * is given away, since clients assert the id of the schema that they go by.
 */
final class Schemas {
    private final Sides sides;
    private final List<Schema> all;
    private final Map<Integer, Integer> ofTheirs = new HashMap<>();

    Schemas(Sides sides, List<Snapshot> snapshots) {
        this.sides = sides;
        this.all = new ArrayList<>(sides.ours().schemas());
        snapshots.stream()
                .filter(snapshot -> sides.ours().snapshot(snapshot.snapshotId()) == null)
                .flatMap(snapshot -> Optional.ofNullable(snapshot.schemaId()).stream())
                .distinct()
                .forEach(id -> Optional.ofNullable(sides.theirs().schemasById().get(id))
                        .ifPresent(schema -> ofTheirs.put(id, idOf(schema))));
    }

    List<Schema> all() {
        return all;
    }

    /** What became of the schema ids that snapshots of theirs name. */
    Map<Integer, Integer> ofTheirs() {
        return ofTheirs;
    }

    /** The id of a schema, which is added if it is not there. */
    int idOf(Schema schema) {
        return all.stream()
                .filter(schema::sameSchema)
                .map(Schema::schemaId)
                .findFirst()
                .orElseGet(() -> add(schema));
    }

    private int add(Schema schema) {
        int free = Math.max(all.stream().mapToInt(Schema::schemaId).max().orElseThrow(), (int)
                        sides.highest(Schemas::highestId))
                + 1;
        all.add(new Schema(free, schema.columns(), schema.identifierFieldIds()));
        return free;
    }

    private static long highestId(TableMetadata table) {
        return table.schemas().stream().mapToInt(Schema::schemaId).max().orElseThrow();
    }
}
