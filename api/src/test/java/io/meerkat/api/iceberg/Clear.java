package io.meerkat.api.iceberg;

import java.util.Optional;
import java.util.stream.Stream;

/** What a refusal must be: of a status that tells the client that it erred, and in words that name nothing from within. */
public final class Clear {
    private Clear() {}

    public static Optional<String> complaint(RuntimeException refusal, String of) {
        boolean clear = refusal instanceof IcebergError error
                && error.status() >= 400
                && error.status() < 500
                && Stream.of("java.", "org.apache", "fasterxml", "Cannot invoke")
                        .noneMatch(error.getMessage()::contains);
        return clear ? Optional.empty() : Optional.of("%s by %s".formatted(refusal, of));
    }
}
