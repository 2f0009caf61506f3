package io.meerkat.model.event;

import io.meerkat.model.Commitment;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was tried and refused: a stream for each node and day. */
public sealed interface AttemptsEvent extends Event {
    record AttemptsRefused(List<Attempt> attempts) implements AttemptsEvent {
        public AttemptsRefused {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * One refused request: its method and path, and the status, error type and words it was answered with.
     *
     * @param reason empty where nobody wrote it down
     * @param subject the name of what was meant, where the path does not tell it
     */
    record Attempt(
            TenantId tenant,
            Instant time,
            PrincipalId principal,
            String requestId,
            Commitment origin,
            String method,
            String path,
            int status,
            String error,
            String reason,
            Optional<String> subject) {}
}
