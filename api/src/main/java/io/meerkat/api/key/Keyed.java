package io.meerkat.api.key;

import io.meerkat.command.receipt.KeyAnsweredElsewhere;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.StoredAnswer;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * How a call is remembered: under its idempotency key, if it carries one.
 *
 * @param store false if the key has an answer already
 */
public record Keyed(Optional<IdempotentCall> call, BiPredicate<IdempotentCall, StoredAnswer> store) {
    public static Keyed none() {
        return new Keyed(Optional.empty(), (call, answer) -> true);
    }

    /** Remembers the answer to what was done, in the transaction that does it. */
    public <T> Receipt<T> receipt(Function<T, StoredAnswer> answer) {
        return done -> call.ifPresent(key -> keep(key, answer.apply(done)));
    }

    /** Remembers an answer for which nothing had to be done. */
    public void keep(StoredAnswer answer) {
        call.ifPresent(key -> keep(key, answer));
    }

    private void keep(IdempotentCall key, StoredAnswer answer) {
        if (!store.test(key, answer)) {
            throw new KeyAnsweredElsewhere();
        }
    }
}
