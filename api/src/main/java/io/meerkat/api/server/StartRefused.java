package io.meerkat.api.server;

/** The server cannot start as it was told to. The message is for the person at the terminal. */
final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefused(String message) {
        super(message);
    }
}
