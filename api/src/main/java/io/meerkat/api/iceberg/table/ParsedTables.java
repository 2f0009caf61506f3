package io.meerkat.api.iceberg.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meerkat.merge.body.Document;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;

/** Tables parsed, for commits, which need more than bytes. What a commit made is kept for the next one. */
final class ParsedTables {
    /** A parsed table takes several times its text. */
    private static final int MEMORY_PER_BYTE = 6;

    private final Cache<String, Parsed> parsed;

    ParsedTables(long bytesMax) {
        this.parsed = Caffeine.newBuilder()
                .maximumWeight(bytesMax)
                .weigher((String etag, Parsed table) -> table.weight())
                .build();
    }

    /** A parsed table, and its document as it is stored. */
    record Parsed(TableMetadata table, Document document) {
        private int weight() {
            return (int) Math.min(Integer.MAX_VALUE, (long) document.length() * MEMORY_PER_BYTE);
        }
    }

    Parsed of(Served served) {
        return parsed.get(key(served), key -> new Parsed(parse(served), served.stored()));
    }

    /** Takes what a commit made, as parsing it would give it, in place of what it was made from. */
    void replace(Optional<Served> before, Served after, Prepared prepared) {
        before.map(ParsedTables::key).ifPresent(parsed::invalidate);
        after.content()
                .metadataLocation()
                .ifPresent(location -> parsed.put(
                        key(after),
                        new Parsed(
                                TableMetadata.buildFrom(prepared.metadata())
                                        .discardChanges()
                                        .withMetadataLocation(location)
                                        .build(),
                                prepared.document())));
    }

    private static String key(Served served) {
        return served.shared(false).etag("parsed");
    }

    private static TableMetadata parse(Served served) {
        String text = new String(served.shared(false).body().bytes(), StandardCharsets.UTF_8);
        return served.content()
                .metadataLocation()
                .map(location -> TableMetadataParser.fromJson(location, text))
                .orElseGet(() -> TableMetadataParser.fromJson(text));
    }
}
