package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.ByClient;
import io.meerkat.api.iceberg.ContentCache.Held;
import io.meerkat.merge.body.BodyCutter;
import io.meerkat.model.Body;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Fragment;
import io.meerkat.model.TableFields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;

/** Table metadata as it will be stored: its content, the fragments to store for it, and the text of its file. */
record Prepared(TableMetadata metadata, TableContent content, List<Fragment> fragments, String text) {
    private static final long NO_SNAPSHOT = -1;

    static Prepared of(TableMetadata metadata, String metadataLocation) {
        var cut = BodyCutter.cut(ByClient.built("table", () -> TableMetadataParser.toJson(metadata)));
        var texts = cut.fragments().stream().collect(Collectors.toMap(Fragment::hash, Fragment::text, (a, b) -> a));
        return new Prepared(
                metadata,
                new TableContent(Optional.of(metadataLocation), fields(metadata), cut.body()),
                cut.fragments(),
                BodyCutter.join(cut.body(), hash -> Objects.requireNonNull(texts.get(hash))));
    }

    /** The same, without the fragments that a body has which is stored already. */
    Prepared beyond(Body stored) {
        var known = Set.copyOf(stored.fragments());
        var more = fragments.stream()
                .filter(fragment -> !known.contains(fragment.hash()))
                .toList();
        return new Prepared(metadata, content, more, text);
    }

    /** As it is kept in memory once it is committed. */
    Held held() {
        return new Held(content, text.getBytes(StandardCharsets.UTF_8));
    }

    private static TableFields fields(TableMetadata metadata) {
        var snapshot = metadata.currentSnapshot();
        return new TableFields(
                metadata.formatVersion(),
                UUID.fromString(metadata.uuid()),
                metadata.location(),
                metadata.currentSchemaId(),
                snapshot == null ? NO_SNAPSHOT : snapshot.snapshotId(),
                metadata.lastColumnId(),
                metadata.lastAssignedPartitionId(),
                metadata.nextRowId());
    }
}
