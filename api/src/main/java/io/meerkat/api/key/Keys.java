package io.meerkat.api.key;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.storage.CommitUnclear;
import io.meerkat.storage.idempotency.IdempotencyTable;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Does what a call asks for once for each idempotency key. What was done before under the key is answered again; what was
 * refused left nothing and is tried anew.
 */
public final class Keys {
    private final IdempotencyTable table;
    private final Clock clock;

    public Keys(IdempotencyTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * How the request is remembered. Its query belongs to what it asks for.
     *
     * @throws IllegalArgumentException if its key is no UUID of version 7
     */
    public Keyed of(Request request) {
        return new Keyed(call(request), (call, answer) -> table.record(Map.of(call, answer), clock.instant()));
    }

    /**
     * Runs {@code work}, which remembers itself by {@link #of}, or {@code again} if it was done before.
     *
     * @throws KeyReused if that was another request
     */
    public Answer once(Request request, Supplier<Answer> work, Function<StoredAnswer, Answer> again) {
        var call = call(request);
        return call.flatMap(this::earlier).map(again).orElseGet(() -> first(call, work, again));
    }

    /**
     * An answer under the key wins over any refusal, which may be of nothing but what the request itself has changed: sent
     * twice, or to two servers, it finds its own work done.
     */
    private Answer first(Optional<IdempotentCall> call, Supplier<Answer> work, Function<StoredAnswer, Answer> again) {
        try {
            return work.get();
        } catch (CommitUnclear e) {
            throw e;
        } catch (RuntimeException e) {
            return call.flatMap(this::earlier).map(again).orElseThrow(() -> e);
        }
    }

    private Optional<StoredAnswer> earlier(IdempotentCall call) {
        return table.find(call).map(found -> {
            if (!found.isOf(call)) {
                throw new KeyReused(call);
            }
            return found.answer();
        });
    }

    private static Optional<IdempotentCall> call(Request request) {
        return KeyHeader.read(request, TenantId.DEFAULT, asked(request));
    }

    private static String asked(Request request) {
        return request.query().isEmpty() ? request.route() : request.route() + "?" + new TreeMap<>(request.query());
    }
}
