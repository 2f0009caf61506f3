package io.meerkat.api.management;

import io.meerkat.api.http.Request;
import io.meerkat.model.MergeId;
import io.meerkat.model.Times;
import io.meerkat.storage.merge.MergeRow;
import io.meerkat.storage.merge.MergeTable.After;
import java.util.Optional;

/** The parameter {@code page_token} of lists of merges: when the last one that was shown was opened, and its id. */
final class MergePages {
    private MergePages() {}

    static String token(MergeRow last) {
        return Times.micros(last.openedAt()) + "." + last.id();
    }

    static Optional<After> after(Request request) {
        return request.parameter("page_token").map(token -> {
            try {
                int dot = token.indexOf('.');
                return new After(
                        Times.ofMicros(Long.parseLong(token.substring(0, dot))),
                        MergeId.parse(token.substring(dot + 1)));
            } catch (RuntimeException e) {
                throw ManagementError.noPageToken(token);
            }
        });
    }
}
