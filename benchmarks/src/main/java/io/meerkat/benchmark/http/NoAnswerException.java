package io.meerkat.benchmark.http;

import java.io.IOException;

/** The whole answer never came, so that nobody knows what became of the request. */
public final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }

    NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
