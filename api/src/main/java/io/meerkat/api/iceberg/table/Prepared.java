package io.meerkat.api.iceberg.table;

import io.meerkat.api.content.MetadataContents;
import io.meerkat.api.iceberg.ByClient;
import io.meerkat.api.iceberg.ContentCache.Held;
import io.meerkat.api.iceberg.table.ParsedTables.Parsed;
import io.meerkat.merge.body.BodyCutter;
import io.meerkat.merge.body.CutBody;
import io.meerkat.merge.body.Document;
import io.meerkat.model.Body;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;

/** Table metadata as it will be stored: its content, the fragments to store for it, and what its file holds. */
record Prepared(TableMetadata metadata, TableContent content, Hash hash, List<Fragment> fragments, Document document) {
    static Prepared of(TableMetadata metadata, String metadataLocation) {
        var json = ByClient.built("table", () -> TableMetadataParser.toJson(metadata));
        return of(metadata, metadataLocation, BodyCutter.cut(json), Set.of());
    }

    /** Prepares what became of a table; its history, as far as it stays, is neither written nor cut again. */
    static Prepared of(TableMetadata metadata, String metadataLocation, Body stored, Parsed before) {
        return of(metadata, metadataLocation, cut(metadata, before), Set.copyOf(stored.fragments()));
    }

    private static CutBody cut(TableMetadata metadata, Parsed before) {
        var base = before.document();
        var grown = GrownMetadata.grown(before.table(), base, metadata);
        return BodyCutter.append(
                ByClient.built("table", () -> GrownMetadata.json(metadata, grown)), base, grown.keySet());
    }

    private static Prepared of(TableMetadata metadata, String metadataLocation, CutBody cut, Set<Hash> stored) {
        var content = MetadataContents.of(metadata, metadataLocation, cut.body());
        var more = cut.fragments().stream()
                .filter(fragment -> !stored.contains(fragment.hash()))
                .toList();
        return new Prepared(metadata, content, content.hash(), more, cut.document());
    }

    /** As it is kept in memory once it is committed. */
    Held held() {
        return new Held(content, hash, document);
    }
}
