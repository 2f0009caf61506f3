package io.meerkat.api.server;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Answer.Told;
import io.meerkat.api.http.Request;
import io.meerkat.command.attempt.AttemptsWriter;
import io.meerkat.command.attempt.RefusedRequest;
import io.meerkat.model.TenantId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which answers the audit hears of: those that say no to a change. */
record Refusals(AttemptsWriter writer, Clock clock) {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Integer> REFUSED = Set.of(403, 404, 409, 422);

    /** In which a slash is one between parts, and none that a name holds. */
    private static String path(List<String> segments) {
        return segments.stream()
                .map(segment -> segment.replace("%", "%25").replace("/", "%2F"))
                .collect(Collectors.joining("/", "/", ""));
    }

    void hear(Request request, Answer answer) {
        if (READS.contains(request.method()) || !REFUSED.contains(answer.status())) {
            return;
        }
        var told = answer.error().orElseGet(() -> new Told("", ""));
        writer.offer(new RefusedRequest(
                TenantId.DEFAULT,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                request.actor(),
                request.method(),
                path(request.path()),
                answer.status(),
                told.type(),
                told.reason(),
                told.subject()));
    }
}
