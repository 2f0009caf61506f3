package io.meerkat.command.receipt;

/** An idempotency key was answered by another transaction meanwhile: nothing of this one is kept. */
public final class KeyAnsweredElsewhere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyAnsweredElsewhere() {
        super("an idempotency key was answered elsewhere meanwhile");
    }
}
