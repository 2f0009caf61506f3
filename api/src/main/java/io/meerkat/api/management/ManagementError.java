package io.meerkat.api.management;

import io.meerkat.api.http.Answer.Told;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer that is an error. {@code facts} and {@code errors} stand in its body beside what all errors say. */
final class ManagementError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final transient Map<String, String> facts;
    private final transient Optional<String> subject;
    private final transient Optional<JsonNode> errors;
    private transient Optional<ObjectNode> members = Optional.empty();

    private ManagementError(int status, String type, String message, Map<String, String> facts) {
        this(status, type, message, facts, Optional.empty(), Optional.empty());
    }

    private ManagementError(
            int status,
            String type,
            String message,
            Map<String, String> facts,
            Optional<String> subject,
            Optional<JsonNode> errors) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.facts = facts;
        this.subject = subject;
        this.errors = errors;
    }

    static ManagementError refused(int status, String type, String message) {
        return new ManagementError(status, type, message, Map.of());
    }

    static ManagementError badRequest(String message) {
        return new ManagementError(400, "BadRequest", message, Map.of());
    }

    static ManagementError noPageToken(String token) {
        return badRequest("not a page token of this server: '%s'".formatted(token));
    }

    static ManagementError notFound(String message) {
        return notFound(message, Map.of());
    }

    static ManagementError notFound(String message, Map<String, String> facts) {
        return new ManagementError(404, "NotFound", message, facts);
    }

    static ManagementError methodNotAllowed(String message) {
        return new ManagementError(405, "MethodNotAllowed", message, Map.of());
    }

    static ManagementError conflict(String message) {
        return new ManagementError(409, "Conflict", message, Map.of());
    }

    /** About what the request's body names. */
    static ManagementError conflict(String message, String subject) {
        return new ManagementError(409, "Conflict", message, Map.of(), Optional.of(subject), Optional.empty());
    }

    /** Of many parts of a request, each with what is wrong with it. */
    static ManagementError lines(boolean conflict, String message, JsonNode errors) {
        return new ManagementError(
                conflict ? 409 : 400,
                conflict ? "Conflict" : "BadRequest",
                message,
                Map.of(),
                Optional.empty(),
                Optional.of(errors));
    }

    /** With more to read for who has to do something about it. */
    static ManagementError conflict(String message, ObjectNode members) {
        var error = conflict(message);
        error.members = Optional.of(members);
        return error;
    }

    static ManagementError forbidden(String message) {
        return new ManagementError(403, "Forbidden", message, Map.of());
    }

    static ManagementError keyReused(String message) {
        return new ManagementError(422, "UnprocessableContent", message, Map.of());
    }

    static ManagementError failed(String message) {
        return new ManagementError(500, "InternalServerError", message, Map.of());
    }

    /** Nothing happened, and the same request may succeed soon. */
    static ManagementError tryAgain(String message) {
        return new ManagementError(503, "ServiceUnavailable", message, Map.of());
    }

    int status() {
        return status;
    }

    Told told() {
        return new Told(type, getMessage(), subject);
    }

    Map<String, String> facts() {
        return facts;
    }

    Optional<ObjectNode> members() {
        return members;
    }

    Optional<JsonNode> errors() {
        return errors;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
