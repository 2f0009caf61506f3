package io.meerkat.api.store;

import java.io.IOException;

/** A store said no. The message is what it said, and fit for clients. */
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }
}
