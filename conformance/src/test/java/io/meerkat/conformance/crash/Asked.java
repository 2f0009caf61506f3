package io.meerkat.conformance.crash;

import io.meerkat.conformance.crash.Ledger.Told;
import io.meerkat.conformance.rest.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What came of a request. A server in trouble is given a moment: asking on at once would only be noise. */
public record Asked(Told told, Optional<Answer> answer) {
    private static final int TRIES_MAX = 600;
    private static final int TROUBLE = 500;
    private static final int UNAVAILABLE = 503;
    private static final Duration PAUSE = Duration.ofMillis(100);

    public static Asked once(Supplier<Answer> request) {
        var answer = answerTo(request);
        return new Asked(answer.map(Asked::told).orElse(Told.UNKNOWN), answer);
    }

    /** Until the answer is certain: a 503 says nothing about an earlier try. For what is done once however often it is asked. */
    public static Asked untilCertain(Supplier<Answer> request) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var answer = answerTo(request).filter(one -> one.status() != UNAVAILABLE);
            var told = answer.map(Asked::told).orElse(Told.UNKNOWN);
            if (told != Told.UNKNOWN) {
                return new Asked(told, answer);
            }
        }
        return new Asked(Told.UNKNOWN, Optional.empty());
    }

    private static Told told(Answer answer) {
        return answer.isSuccess() ? Told.ACKNOWLEDGED : answer.isRefusal() ? Told.REFUSED : Told.UNKNOWN;
    }

    private static Optional<Answer> answerTo(Supplier<Answer> request) {
        var answer = Optional.<Answer>empty();
        try {
            answer = Optional.of(request.get());
        } catch (UncheckedIOException e) {
            // What the server did with it is unknown.
        }
        if (answer.isEmpty() || answer.get().status() >= TROUBLE) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return answer;
    }

    public boolean isAcknowledged() {
        return told == Told.ACKNOWLEDGED;
    }

    public Optional<String> text(String pointer) {
        return answer.map(one -> one.json().at(pointer).asText()).filter(text -> !text.isEmpty());
    }
}
