package io.meerkat.api.iceberg.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meerkat.model.ContentId;
import java.io.UncheckedIOException;
import java.util.UUID;

/** What an idempotency key remembers of a staged create: the rest follows from the request, which is the same again. */
record StagedAnswer(ContentId contentId, String location) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_ID = "content-id";
    private static final String LOCATION = "location";

    static StagedAnswer of(String json) {
        try {
            var answer = JSON.readTree(json);
            return new StagedAnswer(
                    new ContentId(UUID.fromString(answer.get(CONTENT_ID).textValue())),
                    answer.get(LOCATION).textValue());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    String json() {
        return JSON.createObjectNode()
                .put(CONTENT_ID, contentId.toString())
                .put(LOCATION, location)
                .toString();
    }
}
