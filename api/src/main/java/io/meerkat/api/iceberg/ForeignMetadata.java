package io.meerkat.api.iceberg;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meerkat.api.location.MetadataFiles;
import java.util.function.BiFunction;

/** Reads metadata files that others wrote, and says what is wrong with those that cannot be taken in. */
public final class ForeignMetadata {
    private final MetadataFiles files;
    private final String kind;

    /** {@code kind}: what the files are to be the metadata of, as clients are told. */
    public ForeignMetadata(MetadataFiles files, String kind) {
        this.files = files;
        this.kind = kind;
    }

    /** {@code parse}: makes metadata of a location and the text that is there. */
    public <T> T read(String location, BiFunction<String, String, T> parse) {
        try {
            return parse.apply(location, files.read(location));
        } catch (RuntimeException e) {
            throw IcebergError.badRequest("%s cannot be registered as a %s: %s".formatted(location, kind, reason(e)));
        }
    }

    private String reason(RuntimeException e) {
        return switch (e) {
            case RuntimeException any
            when any.getCause() instanceof JsonProcessingException json ->
                "it is not JSON: " + json.getOriginalMessage();
            case IcebergError refused -> refused.getMessage();
            // Iceberg's parsers go by what they read: what else they fail of names our insides.
            case ClassCastException wrong -> "it is no metadata of a " + kind;
            case NullPointerException missing -> "it is no whole metadata of a " + kind;
            default -> String.valueOf(e.getMessage());
        };
    }
}
