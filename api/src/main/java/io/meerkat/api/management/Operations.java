package io.meerkat.api.management;

import static io.meerkat.api.management.schema.Parameters.CATALOG;
import static io.meerkat.api.management.schema.Parameters.IDEMPOTENCY_KEY;

import io.meerkat.api.management.schema.Problems;
import io.meerkat.api.openapi.Operation;
import io.meerkat.api.openapi.Response.Header;
import io.meerkat.api.openapi.Schema;

/** What the calls below {@code /api/v2/catalogs/{catalog}} have in common. */
final class Operations {
    /** Of what was made. */
    static final Header LOCATION =
            new Header("Location", Schema.text("uri-reference"), "the path under which it is found");

    private static final String CATALOGS = "api/v2/catalogs/{catalog}/";

    private Operations() {}

    static Operation reading(String path, String id, String group, String summary) {
        return on("GET", path, id, group, summary);
    }

    static Operation posting(String path, String id, String group, String summary) {
        return changing("POST", path, id, group, summary);
    }

    static Operation changing(String method, String path, String id, String group, String summary) {
        return on(method, path, id, group, summary)
                .takes(IDEMPOTENCY_KEY)
                .answers(Problems.TOO_LARGE, Problems.KEY_REUSED);
    }

    private static Operation on(String method, String path, String id, String group, String summary) {
        return Operation.of(method, CATALOGS + path, id, group, summary)
                .takes(CATALOG)
                .answers(
                        Problems.BAD_REQUEST,
                        Problems.FORBIDDEN,
                        Problems.NOT_FOUND,
                        Problems.FAILED,
                        Problems.UNAVAILABLE);
    }
}
