package io.meerkat.command.attempt;

import io.meerkat.model.Actor;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.AttemptsEvent.Attempt;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that was refused, as it is heard of: never its body. {@code path} is decoded, but for a slash within a part,
 * which is {@code %2F}, and a percent sign, which is {@code %25}.
 */
public record RefusedRequest(
        TenantId tenant,
        Instant time,
        Actor actor,
        String method,
        String path,
        int status,
        String error,
        String reason,
        Optional<String> subject) {
    static final int PATH_LENGTH_MAX = 4_096;
    static final int REASON_LENGTH_MAX = 512;

    Attempt attempt() {
        return new Attempt(
                tenant,
                time,
                actor.principal(),
                actor.requestId(),
                actor.origin().commitment(),
                method,
                shortened(path, PATH_LENGTH_MAX),
                status,
                error,
                shortened(reason, REASON_LENGTH_MAX),
                subject);
    }

    /** Never between the halves of a surrogate pair. */
    private static String shortened(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        boolean halved = Character.isHighSurrogate(text.charAt(max - 1));
        return text.substring(0, halved ? max - 1 : max);
    }
}
