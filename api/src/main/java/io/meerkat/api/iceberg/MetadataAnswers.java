package io.meerkat.api.iceberg;

import io.meerkat.api.http.Answer;
import io.meerkat.merge.body.Document;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON around a table's or view's metadata, which itself is written as the bytes that are stored. */
public final class MetadataAnswers {
    private static final Document END = text(",\"config\":{}}");
    private static final Document CLOSE = text("}");

    private MetadataAnswers() {}

    /** A LoadTableResult; the location is absent for a table that is only staged. */
    public static Answer load(Optional<String> metadataLocation, Document metadata) {
        return new Answer(200, Map.of(), List.of(begin(metadataLocation), metadata, END));
    }

    /** A CommitTableResponse: exactly location and metadata. */
    public static Answer commit(String metadataLocation, Document metadata) {
        return new Answer(200, Map.of(), List.of(begin(Optional.of(metadataLocation)), metadata, CLOSE));
    }

    private static Document begin(Optional<String> metadataLocation) {
        String location = metadataLocation
                .map(text -> "\"metadata-location\":" + IcebergJson.text(text) + ",")
                .orElse("");
        return text("{" + location + "\"metadata\":");
    }

    private static Document text(String text) {
        return Document.whole(text.getBytes(StandardCharsets.UTF_8));
    }
}
