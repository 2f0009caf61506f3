package io.meerkat.api.iceberg.table;

import com.google.common.hash.Hashing;
import io.meerkat.api.iceberg.ContentCache.Found;
import io.meerkat.merge.body.Document;
import io.meerkat.model.Canonical;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.storage.claim.Mark;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A stored table as it is served: with the ids that were allocated on other branches, too, so that a client that builds
 * on it allocates ids that nobody has; and if it is shared, so that nobody deletes its files. Nearly always that is the
 * stored body as it is.
 *
 * @param shared whether other refs may show it
 */
record Served(
        Entry entry, Document stored, TableContent content, int lastColumnId, int lastPartitionId, boolean shared) {
    /** The representation with every snapshot. */
    static final String ALL = "all";

    private static final String SHARED = ", shared";

    private static final int ETAG_BYTES = 16;
    private static final Pattern LAST_COLUMN = Pattern.compile("\"last-column-id\":\\d+");
    private static final Pattern LAST_PARTITION = Pattern.compile("\"last-partition-id\":\\d+");

    static Optional<Served> of(Found found) {
        return found.held().content() instanceof TableContent table
                ? Optional.of(of(found.entry(), table, found.held().document(), found.mark()))
                : Optional.empty();
    }

    /** A table as it will be found once it is committed. */
    static Served of(ContentId id, Prepared prepared, Optional<Mark> mark) {
        var content = prepared.content();
        return of(new Entry(id, prepared.hash(), content.summary()), content, prepared.document(), mark);
    }

    private static Served of(Entry entry, TableContent table, Document stored, Optional<Mark> mark) {
        return new Served(
                entry,
                stored,
                table,
                raised(table.fields().lastColumnId(), mark.map(Mark::lastColumnId)),
                raised(table.fields().lastPartitionId(), mark.map(Mark::lastPartitionId)),
                false);
    }

    Served shared(boolean by) {
        return by == shared ? this : new Served(entry, stored, content, lastColumnId, lastPartitionId, by);
    }

    private static int raised(int own, Optional<Integer> mark) {
        return Math.max(own, mark.orElse(own));
    }

    Document body() {
        var numbered = numbered();
        return shared ? GcFlag.set(numbered) : numbered;
    }

    private Document numbered() {
        if (lastColumnId == content.fields().lastColumnId()
                && lastPartitionId == content.fields().lastPartitionId()) {
            return stored;
        }
        // Both stand among the scalars at the document's beginning, before anything that a client has written.
        String text = new String(stored.bytes(), StandardCharsets.UTF_8);
        text = LAST_COLUMN.matcher(text).replaceFirst("\"last-column-id\":" + lastColumnId);
        text = LAST_PARTITION.matcher(text).replaceFirst("\"last-partition-id\":" + lastPartitionId);
        return Document.whole(text.getBytes(StandardCharsets.UTF_8));
    }

    String etag(String representation) {
        return etag(entry.content(), lastColumnId, lastPartitionId, shared ? representation + SHARED : representation);
    }

    /** Covers what a body depends on; {@code representation} tells the forms of one table apart. */
    private static String etag(Hash content, int lastColumnId, int lastPartitionId, String representation) {
        var of = new Canonical()
                .hash(content)
                .varint(lastColumnId)
                .varint(lastPartitionId)
                .text(representation);
        byte[] digest = Hashing.sha256().hashBytes(of.toBytes()).asBytes();
        return '"' + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + '"';
    }
}
