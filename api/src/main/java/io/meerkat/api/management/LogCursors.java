package io.meerkat.api.management;

import io.meerkat.merge.graph.LogCursor;
import io.meerkat.model.CommitId;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.CommitTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a log goes on, as a token: how many commits come next, these, and those whose content is left out, each by the
 * beginning of its id. So many branches as lived side by side come next at once.
 */
final class LogCursors {
    /** Enough to tell a commit from all others of a catalog, and few enough for a thousand in a request's line. */
    private static final int BYTES = 10;

    private final CommitTable commits;

    LogCursors(CommitTable commits) {
        this.commits = commits;
    }

    static String token(LogCursor cursor) {
        var bytes = ByteBuffer.allocate(
                Integer.BYTES + BYTES * (cursor.next().size() + cursor.without().size()));
        bytes.putInt(cursor.next().size());
        put(bytes, cursor.next());
        put(bytes, cursor.without());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static void put(ByteBuffer bytes, Set<CommitId> commits) {
        commits.forEach(commit -> bytes.put(commit.hash().bytes(), 0, BYTES));
    }

    LogCursor read(CatalogRow catalog, String token) {
        return beginnings(token)
                .map(each -> new LogCursor(found(catalog, each.next(), token), found(catalog, each.without(), token)))
                .orElseThrow(() -> ManagementError.noPageToken(token));
    }

    private record Beginnings(List<byte[]> next, List<byte[]> without) {}

    private static Optional<Beginnings> beginnings(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int all = (bytes.length - Integer.BYTES) / BYTES;
        if (bytes.length != Integer.BYTES + all * BYTES) {
            return Optional.empty();
        }
        int next = ByteBuffer.wrap(bytes).getInt();
        return next > 0 && next <= all
                ? Optional.of(new Beginnings(cut(bytes, 0, next), cut(bytes, next, all)))
                : Optional.empty();
    }

    private static List<byte[]> cut(byte[] bytes, int from, int to) {
        var cut = new ArrayList<byte[]>();
        for (int i = from; i < to; i++) {
            int at = Integer.BYTES + i * BYTES;
            cut.add(Arrays.copyOfRange(bytes, at, at + BYTES));
        }
        return cut;
    }

    private Set<CommitId> found(CatalogRow catalog, List<byte[]> beginnings, String token) {
        var found = commits.beginning(catalog.tenant(), catalog.catalog(), beginnings);
        if (found.size() != beginnings.size()) {
            throw ManagementError.noPageToken(token);
        }
        return new HashSet<>(found);
    }
}
