package io.meerkat.projection.audit;

import io.meerkat.model.event.AttemptsEvent.Attempt;
import io.meerkat.model.event.RecordedBy;
import io.meerkat.projection.audit.Fact.Place;
import io.meerkat.projection.audit.Fact.Resource;
import io.meerkat.projection.audit.Fact.Result.Failure;
import java.util.Optional;

/** What was refused. Method and path tell what was meant as well as they can; they stand in the details as they came. */
final class AttemptFacts {
    private AttemptFacts() {}

    static Fact of(Attempt attempt) {
        var meant = MeantRequest.of(attempt.method(), attempt.path());
        return new Fact(
                attempt.tenant(),
                attempt.time(),
                new RecordedBy(attempt.principal(), Optional.empty(), attempt.requestId(), attempt.origin()),
                meant.action(),
                new Resource(meant.type(), Optional.empty(), attempt.subject().orElseGet(meant::name)),
                Place.NOWHERE,
                new Failure(attempt.status(), error(attempt)),
                new Details()
                        .with("method", attempt.method())
                        .with("path", attempt.path())
                        .json());
    }

    private static String error(Attempt attempt) {
        return attempt.reason().isEmpty() ? attempt.error() : "%s: %s".formatted(attempt.error(), attempt.reason());
    }
}
