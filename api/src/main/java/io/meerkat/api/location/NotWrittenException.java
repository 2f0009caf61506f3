package io.meerkat.api.location;

import io.meerkat.api.store.StoreException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** A file or folder could not be written, and nothing of it is there. Its message is fit for clients. */
public final class NotWrittenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotWrittenException(String location, IOException cause) {
        super("%s could not be written%s".formatted(location, reason(cause)), cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** What the store says, without the paths that it says it of. */
    static String reason(IOException cause) {
        return switch (cause) {
            case FileSystemException e when e.getReason() != null -> ": " + e.getReason();
            case StoreException e -> ": " + e.getMessage();
            // As of a write to a full disk: the system's words, and no path.
            case IOException e
            when e.getClass() == IOException.class && e.getMessage() != null -> ": " + e.getMessage();
            default -> "";
        };
    }
}
