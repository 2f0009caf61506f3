package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.ref.StoredTimes;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import io.meerkat.query.audit.AuditEntry.Result;
import io.meerkat.query.audit.AuditFilter;
import io.meerkat.query.audit.CountAuditEntries;
import io.meerkat.query.audit.FindAuditEntries;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The audit log: who did or tried what. */
public final class AuditCalls {
    private final FindAuditEntries entries;
    private final CountAuditEntries counts;

    public AuditCalls(FindAuditEntries entries, CountAuditEntries counts) {
        this.entries = entries;
        this.counts = counts;
    }

    Answer list(Request request) {
        var shown = entries.page(filter(request), Paging.page(request)).stream()
                .map(AuditJson::shown)
                .toList();
        return Answer.json(200, ManagementJson.write(shown));
    }

    Answer count(Request request) {
        return Answer.json(200, ManagementJson.write(Map.of("count", counts.count(filter(request)))));
    }

    Answer find(Request request, String id) {
        return uuid(id).flatMap(known -> entries.byId(TenantId.DEFAULT, known))
                .map(entry -> Answer.json(200, ManagementJson.write(AuditJson.shown(entry))))
                .orElseThrow(() -> ManagementError.notFound("No such entry of the audit log", Map.of("event_id", id)));
    }

    /** What cannot be read as what it should be filters nothing. */
    private static AuditFilter filter(Request request) {
        for (String name : List.of("action", "resource_type", "resource_name")) {
            if (request.parameter(name).orElse("").indexOf('\0') >= 0) {
                throw ManagementError.badRequest("%s must not hold U+0000".formatted(name));
            }
        }
        return new AuditFilter(
                TenantId.DEFAULT,
                request.parameter("user_id").flatMap(AuditCalls::uuid).map(PrincipalId::new),
                request.parameter("action"),
                request.parameter("resource_type"),
                request.parameter("resource_id").flatMap(AuditCalls::uuid),
                request.parameter("resource_name"),
                request.parameter("start_time").flatMap(AuditCalls::time),
                request.parameter("end_time").flatMap(AuditCalls::time),
                request.parameter("result").flatMap(AuditCalls::result));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(String text) {
        try {
            // A plus that a client left as it is was decoded to a space.
            return Optional.of(StoredTimes.nearest(
                    OffsetDateTime.parse(text.replace(' ', '+')).toInstant()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Result> result(String text) {
        return Arrays.stream(Result.values())
                .filter(result -> result.word().equalsIgnoreCase(text))
                .findFirst();
    }
}
