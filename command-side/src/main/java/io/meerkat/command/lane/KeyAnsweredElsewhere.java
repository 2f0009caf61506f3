package io.meerkat.command.lane;

/** An idempotency key of the batch was answered by a transaction on another branch meanwhile: the batch starts again. */
final class KeyAnsweredElsewhere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyAnsweredElsewhere() {
        super("an idempotency key was answered elsewhere meanwhile");
    }
}
