package io.meerkat.api.iceberg.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.MetadataUpdateParser;

/** A client's updates as JSON, kept with the commit so that a person can be told what it did. */
final class Explanation {
    /** Longer ones are left out: the commit itself says what changed. */
    static final int LENGTH_MAX = 64 * 1024;

    private Explanation() {}

    static Optional<String> of(List<MetadataUpdate> updates) {
        String json = updates.stream()
                .map(MetadataUpdateParser::toJson)
                .collect(Collectors.joining(",", "{\"version\":1,\"updates\":[", "]}"));
        return json.length() > LENGTH_MAX ? Optional.empty() : Optional.of(json);
    }
}
