package io.meerkat.command.event;

import io.meerkat.model.Actor;
import io.meerkat.model.Commitment;
import io.meerkat.model.PrincipalId;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Who acted, in the metadata bytes of an event: opaque ids, and the origin as a commitment only. */
public final class MetadataJson {
    private static final ObjectMapper JSON = JsonMapper.shared();

    private MetadataJson() {}

    /** What the stored metadata of an event says. */
    public record StoredActor(
            PrincipalId principal, Optional<PrincipalId> onBehalfOf, String requestId, Commitment origin) {}

    static byte[] encode(Actor actor) {
        var node = Json.object().put("principal", actor.principal().toString());
        actor.onBehalfOf().ifPresent(principal -> node.put("onBehalfOf", principal.toString()));
        node.put("request", actor.requestId())
                .put("origin", actor.origin().commitment().toString());
        return JSON.writeValueAsBytes(node);
    }

    public static StoredActor decode(byte[] metadata) {
        var node = JSON.readTree(metadata);
        return new StoredActor(
                new PrincipalId(Json.uuid(node, "principal")),
                Json.optional(node, "onBehalfOf", principal -> PrincipalId.parse(principal.stringValue())),
                Json.text(node, "request"),
                Commitment.parse(Json.text(node, "origin")));
    }
}
