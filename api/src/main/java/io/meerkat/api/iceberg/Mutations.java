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

/**
 * Runs every mutation the same way: only where it can be written, and only once for each idempotency key. A key that was
 * answered before is answered again, the body rendered anew; a deterministic error is remembered as well as a success.
 */
public final class Mutations {
    private static final String HEADER = "idempotency-key";
    private static final Set<Integer> FINAL_ERRORS = Set.of(404, 409, 422);

    private final IdempotencyTable table;
    private final Clock clock;

    public Mutations(IdempotencyTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Does what the request asks for; the call is the idempotency key to commit under. */
    @FunctionalInterface
    public interface Work {
        Answer run(Optional<IdempotentCall> call);
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
        try {
            return work.run(key);
        } catch (IcebergError e) {
            if (FINAL_ERRORS.contains(e.status())) {
                key.ifPresent(id -> table.record(Map.of(id, new StoredAnswer.Failed(e.stored())), clock.instant()));
            }
            throw e;
        }
    }

    /** For an answer that needs no commit: it is remembered on its own. */
    public Answer remember(Optional<IdempotentCall> call, Answer answer, String json) {
        call.ifPresent(id -> table.record(Map.of(id, new StoredAnswer.Answered(json)), clock.instant()));
        return answer;
    }

    private static Answer replay(StoredAnswer answer, Again again) {
        return switch (answer) {
            case StoredAnswer.Failed(var error) -> throw IcebergError.of(error);
            case StoredAnswer.Succeeded(var commit, var json) -> again.render(json);
            case StoredAnswer.Answered(var json) -> again.render(Optional.of(json));
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
