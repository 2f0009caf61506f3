package io.meerkat.api.management;

import io.meerkat.api.http.Request;
import io.meerkat.model.RefName;
import io.meerkat.model.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The parameter {@code page_token} of lists by name: the last name that was shown. So pages fit whatever comes between. */
final class NamePages {
    private NamePages() {}

    static String token(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    /** The empty text, which no name comes before, for the first page. */
    static String after(Request request) {
        return request.parameter("page_token")
                .map(token -> {
                    try {
                        return new RefName(Utf8.decode(Base64.getUrlDecoder().decode(token))).value();
                    } catch (IllegalArgumentException e) {
                        throw ManagementError.noPageToken(token);
                    }
                })
                .orElse("");
    }
}
