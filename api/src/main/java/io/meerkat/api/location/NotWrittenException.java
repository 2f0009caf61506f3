package io.meerkat.api.location;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;

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

    /** What the file system says, without the paths that it says it of. */
    static String reason(IOException cause) {
        return Optional.of(cause)
                .filter(FileSystemException.class::isInstance)
                .map(e -> ((FileSystemException) e).getReason())
                .map(": "::concat)
                .orElse("");
    }
}
