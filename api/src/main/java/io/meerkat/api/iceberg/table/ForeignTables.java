package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.ForeignMetadata;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.ObjectLocations;
import io.meerkat.api.load.ForeignTable;
import io.meerkat.api.load.TableReader;
import io.meerkat.api.location.MetadataFiles;
import java.time.Duration;
import java.time.Instant;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;

/** Tables of others, as their metadata files tell them. */
public final class ForeignTables implements TableReader {
    /** By which clocks of others may differ: no commit may be dated before the one that it follows. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(1);

    private final ForeignMetadata metadata;
    private final ObjectLocations locations;

    public ForeignTables(MetadataFiles files, ObjectLocations locations) {
        this.metadata = new ForeignMetadata(files, "table");
        this.locations = locations;
    }

    /** @throws IcebergError 400 if there is no table that may be taken in */
    Prepared prepared(String location) {
        var table = metadata.read(location, ForeignTables::parse);
        locations.check(table);
        return Prepared.of(table, location);
    }

    @Override
    public ForeignTable read(String location) {
        try {
            var prepared = prepared(location);
            return new ForeignTable(
                    prepared.content(),
                    prepared.fragments(),
                    locations.claim(prepared.metadata().location()));
        } catch (IcebergError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static TableMetadata parse(String location, String text) {
        var table = TableUpdate.checked(() -> TableMetadataParser.fromJson(location, text));
        if (table.uuid() == null) {
            return TableMetadata.buildFrom(table).assignUUID().discardChanges().build();
        }
        IcebergError.requireUuid(table.uuid());
        if (table.lastUpdatedMillis() > System.currentTimeMillis() + AHEAD_MAX.toMillis()) {
            throw IcebergError.badRequest(
                    "last-updated-ms is in the future: %s".formatted(Instant.ofEpochMilli(table.lastUpdatedMillis())));
        }
        return table;
    }
}
