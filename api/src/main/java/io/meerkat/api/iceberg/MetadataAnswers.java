package io.meerkat.api.iceberg;

import io.meerkat.api.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON around a table's or view's metadata, which itself is written as the bytes that are stored. */
public final class MetadataAnswers {
    private static final byte[] END = ",\"config\":{}}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CLOSE = "}".getBytes(StandardCharsets.UTF_8);

    private MetadataAnswers() {}

    /** A LoadTableResult; the location is absent for a table that is only staged. */
    public static Answer load(Optional<String> metadataLocation, byte[] metadata) {
        return new Answer(200, Map.of(), List.of(begin(metadataLocation), metadata, END));
    }

    /** A CommitTableResponse: exactly location and metadata. */
    public static Answer commit(String metadataLocation, byte[] metadata) {
        return new Answer(200, Map.of(), List.of(begin(Optional.of(metadataLocation)), metadata, CLOSE));
    }

    private static byte[] begin(Optional<String> metadataLocation) {
        String location = metadataLocation
                .map(text -> "\"metadata-location\":" + IcebergJson.text(text) + ",")
                .orElse("");
        return ("{" + location + "\"metadata\":").getBytes(StandardCharsets.UTF_8);
    }
}
