package io.meerkat.api.iceberg;

import com.fasterxml.jackson.databind.JsonNode;

/** Fields that the specification requires of a commit. Iceberg's own parsers take one without them for an empty one. */
public final class RequiredFields {
    private static final String REQUIREMENTS = "requirements";
    private static final String UPDATES = "updates";

    private RequiredFields() {}

    /** {@code body} is JSON of an object. */
    public static void ofTableCommit(byte[] body) {
        requireTableCommit(IcebergJson.tree(body), "the request");
    }

    public static void ofViewCommit(byte[] body) {
        require(IcebergJson.tree(body), UPDATES, "the request");
    }

    public static void ofTransaction(byte[] body) {
        var changes = IcebergJson.tree(body).path("table-changes");
        for (int i = 0; i < changes.size(); i++) {
            requireTableCommit(changes.get(i), "table-changes[%d]".formatted(i));
        }
    }

    private static void requireTableCommit(JsonNode commit, String of) {
        require(commit, REQUIREMENTS, of);
        require(commit, UPDATES, of);
    }

    private static void require(JsonNode object, String field, String of) {
        if (!object.hasNonNull(field)) {
            throw IcebergError.badRequest("Malformed request: %s lacks the field '%s'".formatted(of, field));
        }
    }
}
