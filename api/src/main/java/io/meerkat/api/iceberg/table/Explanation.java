package io.meerkat.api.iceberg.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.MetadataUpdateParser;
import org.apache.iceberg.TableMetadata;

/** A client's updates as JSON, kept with the commit so that a person can be told what it did. */
final class Explanation {
    /** Longer ones are left out: the commit itself says what changed. */
    static final int LENGTH_MAX = 64 * 1024;

    private Explanation() {}

    /** {@code updated} is what came of them. */
    static Optional<String> of(List<MetadataUpdate> updates, TableMetadata updated) {
        String json = updates.stream()
                .map(update -> MetadataUpdateParser.toJson(withIds(update, updated)))
                .collect(Collectors.joining(",", "{\"version\":1,\"updates\":[", "]}"));
        return json.length() > LENGTH_MAX ? Optional.empty() : Optional.of(json);
    }

    /** A client need not give the fields of a partition spec their ids, and then Iceberg cannot write it: as it became. */
    private static MetadataUpdate withIds(MetadataUpdate update, TableMetadata updated) {
        if (!(update instanceof MetadataUpdate.AddPartitionSpec added)) {
            return update;
        }
        var wanted = added.spec().bind(updated.schema());
        return updated.specs().stream()
                .filter(spec -> spec.compatibleWith(wanted))
                .findFirst()
                .<MetadataUpdate>map(MetadataUpdate.AddPartitionSpec::new)
                .orElse(update);
    }
}
