package io.meerkat.api.iceberg;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Answer.Told;
import java.util.List;
import java.util.Map;

/**
 * The token endpoint, which a client that was given a {@code credential} asks first. A token that means nothing would let
 * it believe that the credential was looked at.
 */
final class Tokens {
    static final List<String> PATH = List.of("oauth", "tokens");

    private static final String ERROR = "unsupported_grant_type";
    private static final String WHY =
            "This server has no authentication and hands out no tokens: leave 'credential' out of the client's configuration";

    private Tokens() {}

    /** In the envelope of OAuth, which this endpoint has instead of Iceberg's. */
    static Answer refuse() {
        var body = Map.of("error", ERROR, "error_description", WHY);
        return Answer.error(400, new Told(ERROR, WHY), IcebergJson.write(body)).with("Cache-Control", "no-store");
    }
}
