package io.meerkat.query.audit;

import io.meerkat.model.CommitId;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One thing that somebody did or tried. {@code details} is a JSON object. */
public record AuditEntry(
        UUID id,
        TenantId tenant,
        Instant time,
        Author author,
        String action,
        Resource resource,
        Place place,
        Result result,
        Optional<Failure> failure,
        String details) {

    /** {@code origin} is where the request came from; absent once it was erased. */
    public record Author(
            PrincipalId principal, Optional<PrincipalId> onBehalfOf, String requestId, Optional<String> origin) {}

    public record Resource(String type, Optional<UUID> id, String name) {}

    /** Names as they are now, where what they name still exists; {@code message} is absent once it was erased. */
    public record Place(
            Optional<String> catalog, Optional<String> branch, Optional<CommitId> commit, Optional<String> message) {}

    public enum Result {
        SUCCESS("success"),
        FAILURE("failure");

        private final String word;

        Result(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public record Failure(int status, String error) {}
}
