package io.meerkat.api.http;

/** A path or query that cannot be decoded. */
public final class BadPathException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadPathException(String message) {
        super(message);
    }
}
