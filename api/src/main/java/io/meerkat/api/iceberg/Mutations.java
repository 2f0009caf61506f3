package io.meerkat.api.iceberg;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.key.KeyHeader;
import io.meerkat.api.ref.Place;
import io.meerkat.model.CommitId;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.ResolvedRef;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every mutation the same way: only where it can be written, and only once for each idempotency key. A key that was
 * answered before is answered again, the body rendered anew as of the commit that was made then: what others did to the
 * object since, or to its name, does not change what the request came to. A deterministic error is remembered as well as
 * a success.
 */
public final class Mutations {
    private static final Logger LOG = LoggerFactory.getLogger(Mutations.class);

    private final IdempotencyTable table;
    private final Clock clock;

    public Mutations(IdempotencyTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Does what the request asks for, under its idempotency key. Whatever it throws says
     * that nothing was done, unless it is an {@link IcebergError} that says otherwise.
     */
    @FunctionalInterface
    public interface Work {
        Effect run(Optional<IdempotentCall> call);
    }

    /** What a request came to: the commit at which it is so, unless it took none, and what shows it. */
    public record Effect(Optional<CommitId> commit, Supplier<Answer> answer) {
        public static Effect at(CommitId commit, Supplier<Answer> answer) {
            return new Effect(Optional.of(commit), answer);
        }
    }

    /**
     * What is stored of a request that succeeded: the commit that it made, or at which there was nothing to do, and what
     * the catalog does not tell.
     */
    public record Earlier(Optional<CommitId> commit, Optional<String> json) {
        /** Where the catalog is as that request left it, whatever happened since. */
        public Place place(IcebergCall call) {
            return call.place().at(commit.orElseThrow());
        }
    }

    /** Renders the answer to a request that succeeded before. */
    @FunctionalInterface
    public interface Again {
        Answer render(Earlier earlier);
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

    private Effect first(Work work, Optional<IdempotentCall> key, Again again) {
        try {
            return done(work, key);
        } catch (AnsweredUnderKey e) {
            return replay(e.answer(), again);
        }
    }

    /**
     * What was refused before it came to a lane is remembered here; what the lane refused it remembers itself. An answer
     * under the key wins over any refusal, which may be of nothing but what the request itself has changed: sent twice,
     * or to two servers, it finds its own work done.
     */
    private Effect done(Work work, Optional<IdempotentCall> key) {
        try {
            return work.run(key);
        } catch (IcebergError e) {
            if (e.isFinal()) {
                remember(key, new StoredAnswer.Failed(e.stored()));
            } else if (e.nothingHappened()) {
                requireUnanswered(key);
            }
            throw e;
        }
    }

    /** @throws AnsweredUnderKey if a request under the same key was faster */
    private void requireUnanswered(Optional<IdempotentCall> key) {
        key.flatMap(this::earlier).ifPresent(answer -> {
            throw new AnsweredUnderKey(answer);
        });
    }

    /** What was done is never called undone because it cannot be shown. */
    private static Answer shown(Effect done) {
        try {
            var answer = done.answer().get();
            return done.commit().map(commit -> ReadAt.named(commit, answer)).orElse(answer);
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

    /** For a request that found everything as it wants it, at this ref. */
    public void rememberUnchanged(Optional<IdempotentCall> key, ResolvedRef ref) {
        remember(key, new StoredAnswer.Succeeded(ref.commit(), Optional.empty()));
    }

    private static Effect replay(StoredAnswer answer, Again again) {
        return switch (answer) {
            case StoredAnswer.Failed(var error) -> throw IcebergError.of(error);
            case StoredAnswer.Succeeded(var commit, var json) ->
                Effect.at(commit, () -> again.render(new Earlier(Optional.of(commit), json)));
            case StoredAnswer.Answered(var json) ->
                new Effect(Optional.empty(), () -> again.render(new Earlier(Optional.empty(), Optional.of(json))));
        };
    }

    private static Optional<IdempotentCall> key(Request request, IcebergCall call) {
        try {
            return KeyHeader.read(request, call.place().tenant(), request.route());
        } catch (IllegalArgumentException e) {
            throw IcebergError.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
