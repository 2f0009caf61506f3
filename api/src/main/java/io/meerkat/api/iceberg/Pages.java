package io.meerkat.api.iceberg;

import io.meerkat.model.Canonical;
import io.meerkat.model.CanonicalReader;
import io.meerkat.model.CommitId;
import io.meerkat.model.TreeKey;
import java.util.Base64;
import java.util.Optional;

/** Page tokens: the commit that the first page was read at, and the last key shown. So pages fit together for ever. */
public record Pages(CommitId commit, TreeKey last) {
    public String token() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        new Canonical().hash(commit.hash()).bytes(last.bytes()).toBytes());
    }

    /** Empty for the first page. */
    public static Optional<Pages> of(Optional<String> token) {
        return token.filter(text -> !text.isEmpty()).map(text -> {
            try {
                var in = new CanonicalReader(Base64.getUrlDecoder().decode(text));
                var page = new Pages(new CommitId(in.hash()), TreeKey.of(in.bytes()));
                in.end();
                page.last().identifier();
                return page;
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw IcebergError.badRequest("not a page token of this server: '%s'".formatted(text));
            }
        });
    }
}
