package io.meerkat.query.audit;

import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Which entries of a tenant are meant: those of which everything that is given holds. Both ends of time count. */
public record AuditFilter(
        TenantId tenant,
        Optional<PrincipalId> user,
        Optional<String> action,
        Optional<String> resourceType,
        Optional<UUID> resourceId,
        Optional<String> resourceName,
        Optional<Instant> start,
        Optional<Instant> end,
        Optional<AuditEntry.Result> result) {

    public static AuditFilter all(TenantId tenant) {
        return new AuditFilter(
                tenant,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
