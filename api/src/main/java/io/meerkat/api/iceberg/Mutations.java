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
        return shown(key.flatMap(this::earlier)
                .map(answer -> replay(answer, again))
                .orElseGet(() -> first(work, key, again)));
    }

    private Optional<StoredAnswer> earlier(IdempotentCall call) {
        return table.find(call).map(earlier -> {
            if (!earlier.isOf(call)) {
                throw IcebergError.keyReused(call);
            }
            return earlier.answer();
        });
    }

    private Supplier<Answer> first(Work work, Optional<IdempotentCall> key, Again again) {
        try {
            return done(work, key);
        } catch (AnsweredUnderKey e) {
            return replay(e.answer(), again);
        }
    }

    /** What was refused before it came to a lane is remembered here; what the lane refused it remembers itself. */
    private Supplier<Answer> done(Work work, Optional<IdempotentCall> key) {
        try {
            return work.run(key);
        } catch (IcebergError e) {
            if (e.isFinal()) {
                remember(key, new StoredAnswer.Failed(e.stored()));
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

    /**
     * Remembers an answer that needs no commit.
     *
     * @throws AnsweredUnderKey if a request under the same key was faster
     */
    public void remember(Optional<IdempotentCall> key, StoredAnswer answer) {
        key.ifPresent(call -> {
            if (!table.record(Map.of(call, answer), clock.instant())) {
                throw new AnsweredUnderKey(
                        earlier(call).orElseThrow(() -> IcebergError.tryAgain("the idempotency key lapses just now")));
            }
        });
    }

    private static Supplier<Answer> replay(StoredAnswer answer, Again again) {
        return switch (answer) {
            case StoredAnswer.Failed(var error) -> throw IcebergError.of(error);
            case StoredAnswer.Succeeded(var commit, var json) -> () -> again.render(json);
            case StoredAnswer.Answered(var json) -> () -> again.render(Optional.of(json));
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
