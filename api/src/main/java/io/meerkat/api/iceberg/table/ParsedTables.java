package io.meerkat.api.iceberg.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;

/** Tables parsed, for commits, which need more than bytes. What a commit made is kept for the next one. */
final class ParsedTables {
    private final Cache<String, TableMetadata> parsed;

    ParsedTables(long bytesMax) {
        // A parsed table takes several times its text.
        this.parsed = Caffeine.newBuilder()
                .maximumWeight(bytesMax)
                .weigher((String etag, TableMetadata table) ->
                        4_096 + 1_024 * table.snapshots().size())
                .build();
    }

    TableMetadata of(Served served) {
        return parsed.get(served.etag("parsed"), key -> parse(served));
    }

    private static TableMetadata parse(Served served) {
        String text = new String(served.body(), StandardCharsets.UTF_8);
        return served.content()
                .metadataLocation()
                .map(location -> TableMetadataParser.fromJson(location, text))
                .orElseGet(() -> TableMetadataParser.fromJson(text));
    }
}
