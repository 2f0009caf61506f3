package io.meerkat.api.iceberg;

import com.google.common.hash.Hashing;
import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.model.Hash;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.storage.idempotency.IdempotencyTable;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every mutation the same way: only where it can be written, and only once for each idempotency key. A key that was
 * answered before is answered again, the body rendered anew; a deterministic error is remembered as well as a success.
 */
public final class Mutations {
    private static final Logger LOG = LoggerFactory.getLogger(Mutations.class);
    private static final String HEADER = "idempotency-key";
    private static final Set<Integer> FINAL_ERRORS = Set.of(404, 409, 422);

    private final IdempotencyTable table;
    private final Clock clock;

    public Mutations(IdempotencyTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Does what the request asks for, under its idempotency key, and returns what shows it then. Whatever it throws says
     * that nothing was done, unless it is an {@link IcebergError} that says otherwise.
     */
    @FunctionalInterface
    public interface Work {
        Supplier<Answer> run(Optional<IdempotentCall> call);
    }

    /** Renders the answer to a request that succeeded before; {@code json} is what was stored of it. */
    @FunctionalInterface
    public interface Again {
        Answer render(Optional<String> json);
    }

    public Answer run(IcebergCall call, Work work, Again again) {
        call.requireWritable();
        var key = key(call.request(), call);
        var earlier = key.flatMap(table::find);
        if (earlier.isPresent()) {
            if (!earlier.get().isOf(key.orElseThrow())) {
                throw new IcebergError(
                        422,
                        "UnprocessableEntityException",
                        "The idempotency key %s was used for another request"
                                .formatted(key.get().key()));
            }
            return replay(earlier.get().answer(), again);
        }
        return shown(done(work, key));
    }

    private Supplier<Answer> done(Work work, Optional<IdempotentCall> key) {
        try {
            return work.run(key);
        } catch (IcebergError e) {
            if (FINAL_ERRORS.contains(e.status())) {
                key.ifPresent(id -> table.record(Map.of(id, new StoredAnswer.Failed(e.stored())), clock.instant()));
            }
            throw e;
        }
    }

    /** What was done is never called undone because it cannot be shown. */
    private static Answer shown(Supplier<Answer> done) {
        try {
            return done.get();
        } catch (RuntimeException e) {
            LOG.warn("what was done cannot be shown", e);
            throw IcebergError.stateUnknown("The change was made and cannot be shown: " + e.getMessage());
        }
    }

    /** For an answer that needs no commit: it is remembered on its own. */
    public void remember(Optional<IdempotentCall> call, String json) {
        call.ifPresent(id -> table.record(Map.of(id, new StoredAnswer.Answered(json)), clock.instant()));
    }

    private static Answer replay(StoredAnswer answer, Again again) {
        return switch (answer) {
            case StoredAnswer.Failed(var error) -> throw IcebergError.of(error);
            case StoredAnswer.Succeeded(var commit, var json) -> shown(() -> again.render(json));
            case StoredAnswer.Answered(var json) -> shown(() -> again.render(Optional.of(json)));
        };
    }

    private static Optional<IdempotentCall> key(Request request, IcebergCall call) {
        return request.header(HEADER).map(text -> {
            try {
                return new IdempotentCall(
                        call.place().tenant(),
                        request.actor().principal(),
                        UUID.fromString(text),
                        request.route(),
                        Hash.of(Hashing.sha256().hashBytes(request.body()).asBytes()));
            } catch (IllegalArgumentException e) {
                throw IcebergError.badRequest("Idempotency-Key must be a UUID of version 7: '%s'".formatted(text));
            }
        });
    }
}
