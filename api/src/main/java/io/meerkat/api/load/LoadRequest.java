package io.meerkat.api.load;

import io.meerkat.api.ref.Place;
import io.meerkat.model.Actor;
import io.meerkat.model.commit.IdempotentCall;
import java.util.Optional;
import java.util.function.Function;

/**
 * One load as it is asked for.
 *
 * @param place the head of a branch
 * @param lines JSON objects, one a line
 * @param answer how its outcome is told and remembered under the idempotency key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record LoadRequest(
        Place place,
        byte[] lines,
        Existing existing,
        boolean dryRun,
        Actor actor,
        Optional<IdempotentCall> call,
        Function<LoadCounts, String> answer) {
    /** Lines in one. More would hold a branch for longer than its other writers should wait. */
    public static final int LINES_MAX = 10_000;
}
