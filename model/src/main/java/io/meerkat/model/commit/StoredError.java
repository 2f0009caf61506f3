package io.meerkat.model.commit;

/** An error as it was answered and will be answered again for the same idempotency key. */
public record StoredError(int status, String type, String message) {}
