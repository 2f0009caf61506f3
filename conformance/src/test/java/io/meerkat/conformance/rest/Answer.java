package io.meerkat.conformance.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** A status, a body and the commit that the answer names, as they came. */
public record Answer(int status, String body, Optional<String> commit) {
    static final String COMMIT = "X-Meerkat-Commit";
    private static final JsonMapper MAPPER = new JsonMapper();

    Answer(int status, String body) {
        this(status, body, Optional.empty());
    }

    public JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("%d came with a body that is no JSON: %s".formatted(status, body), e);
        }
    }

    /** The name by which clients know the error. */
    public String errorType() {
        return json().at("/error/type").asText();
    }

    public String errorMessage() {
        return json().at("/error/message").asText();
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Says that nothing happened: a refusal, or a server that could not take it. */
    public boolean isRefusal() {
        return status >= 400 && status < 500 || status == 503;
    }
}
