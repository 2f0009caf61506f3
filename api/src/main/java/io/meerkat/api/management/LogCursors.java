package io.meerkat.api.management;

import io.meerkat.merge.graph.LogCursor;
import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/** Where a log goes on, as a token: how many commits come next, these, and those whose content is left out. */
final class LogCursors {
    private LogCursors() {}

    static String token(LogCursor cursor) {
        var bytes = ByteBuffer.allocate(Integer.BYTES
                + Hash.LENGTH * (cursor.next().size() + cursor.without().size()));
        bytes.putInt(cursor.next().size());
        put(bytes, cursor.next());
        put(bytes, cursor.without());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static void put(ByteBuffer bytes, Set<CommitId> commits) {
        commits.forEach(commit -> bytes.put(commit.hash().bytes()));
    }

    static LogCursor read(String token) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            int next = bytes.getInt();
            int all = bytes.remaining() / Hash.LENGTH;
            if (bytes.remaining() % Hash.LENGTH == 0 && next > 0 && next <= all) {
                return new LogCursor(commits(bytes, next), commits(bytes, all - next));
            }
        } catch (RuntimeException e) {
            // Said below, as for one that is cut off.
        }
        throw ManagementError.noPageToken(token);
    }

    private static Set<CommitId> commits(ByteBuffer bytes, int count) {
        var commits = new HashSet<CommitId>();
        for (int i = 0; i < count; i++) {
            byte[] hash = new byte[Hash.LENGTH];
            bytes.get(hash);
            commits.add(new CommitId(Hash.of(hash)));
        }
        return commits;
    }
}
