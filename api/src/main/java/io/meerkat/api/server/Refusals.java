package io.meerkat.api.server;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Answer.Told;
import io.meerkat.api.http.Request;
import io.meerkat.command.attempt.AttemptsWriter;
import io.meerkat.command.attempt.RefusedRequest;
import io.meerkat.model.TenantId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Which answers the audit hears of: those that say no to a change. */
record Refusals(AttemptsWriter writer, Clock clock) {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<Integer> REFUSED = Set.of(403, 404, 409, 422);

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
                "/" + String.join("/", request.path()),
                answer.status(),
                told.type(),
                told.reason(),
                told.subject()));
    }
}
