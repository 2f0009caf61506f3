package io.meerkat.command.event;

import io.meerkat.model.Actor;
import io.meerkat.model.Commitment;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.event.RecordedBy;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Who acted, in the metadata bytes of an event: opaque ids, and the origin as a commitment only. */
public final class MetadataJson {
    private static final ObjectMapper JSON = JsonMapper.shared();

    private MetadataJson() {}

    static byte[] encode(Actor actor) {
        var node = Json.object().put("principal", actor.principal().toString());
        actor.onBehalfOf().ifPresent(principal -> node.put("onBehalfOf", principal.toString()));
        node.put("request", actor.requestId())
                .put("origin", actor.origin().commitment().toString());
        return JSON.writeValueAsBytes(node);
    }

    public static RecordedBy decode(byte[] metadata) {
        var node = JSON.readTree(metadata);
        return new RecordedBy(
                new PrincipalId(Json.uuid(node, "principal")),
                Json.optional(node, "onBehalfOf", principal -> PrincipalId.parse(principal.stringValue())),
                Json.text(node, "request"),
                Commitment.parse(Json.text(node, "origin")));
    }
}
