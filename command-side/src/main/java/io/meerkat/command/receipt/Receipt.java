package io.meerkat.command.receipt;

/** Remembers what a call came to, for whoever sends it again: in the transaction that does it, as the last thing. */
@FunctionalInterface
public interface Receipt<T> {
    /** @throws KeyAnsweredElsewhere if the same call was done by somebody else meanwhile */
    void keep(T done);

    /** For a call that carries no idempotency key. */
    static <T> Receipt<T> none() {
        return done -> {};
    }
}
