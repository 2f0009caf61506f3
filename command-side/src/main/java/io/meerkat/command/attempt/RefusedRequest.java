package io.meerkat.command.attempt;

import io.meerkat.model.Actor;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.AttemptsEvent.Attempt;
import java.time.Instant;

/** A request that was refused, as it is heard of: never its body. {@code path} is decoded. */
public record RefusedRequest(
        TenantId tenant, Instant time, Actor actor, String method, String path, int status, String error) {
    static final int PATH_LENGTH_MAX = 4_096;

    Attempt attempt() {
        return new Attempt(
                tenant,
                time,
                actor.principal(),
                actor.requestId(),
                actor.origin().commitment(),
                method,
                shortened(path),
                status,
                error);
    }

    /** Never between the halves of a surrogate pair. */
    private static String shortened(String path) {
        if (path.length() <= PATH_LENGTH_MAX) {
            return path;
        }
        boolean halved = Character.isHighSurrogate(path.charAt(PATH_LENGTH_MAX - 1));
        return path.substring(0, halved ? PATH_LENGTH_MAX - 1 : PATH_LENGTH_MAX);
    }
}
