package io.meerkat.command.event;

import io.meerkat.model.Commitment;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.AttemptsEvent.Attempt;
import io.meerkat.model.event.AttemptsEvent.AttemptsRefused;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Refused attempts, revision 2. The first one did not tell why. */
final class AttemptsJson {
    static final String REFUSED = "attempts-refused";

    private AttemptsJson() {}

    static ObjectNode refused(AttemptsRefused event) {
        var node = Json.object();
        var attempts = node.putArray("attempts");
        event.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
        return node;
    }

    static AttemptsRefused refused(JsonNode node) {
        return new AttemptsRefused(node.required("attempts")
                .valueStream()
                .map(AttemptsJson::attempt)
                .toList());
    }

    /** From revision 1. */
    static ObjectNode withReasons(ObjectNode refused) {
        refused.required("attempts").forEach(attempt -> ((ObjectNode) attempt).put("reason", ""));
        return refused;
    }

    private static ObjectNode attempt(Attempt attempt) {
        var node = Json.object()
                .put("tenant", attempt.tenant().toString())
                .put("time", Json.micros(attempt.time()))
                .put("principal", attempt.principal().toString())
                .put("request", attempt.requestId())
                .put("origin", attempt.origin().toString())
                .put("method", attempt.method())
                .put("path", attempt.path())
                .put("status", attempt.status())
                .put("error", attempt.error())
                .put("reason", attempt.reason());
        attempt.subject().ifPresent(subject -> node.put("subject", subject));
        return node;
    }

    private static Attempt attempt(JsonNode node) {
        return new Attempt(
                new TenantId(Json.uuid(node, "tenant")),
                Json.time(node, "time"),
                new PrincipalId(Json.uuid(node, "principal")),
                Json.text(node, "request"),
                Commitment.parse(Json.text(node, "origin")),
                Json.text(node, "method"),
                Json.text(node, "path"),
                node.required("status").intValue(),
                Json.text(node, "error"),
                Json.text(node, "reason"),
                Json.optional(node, "subject", JsonNode::stringValue));
    }
}
