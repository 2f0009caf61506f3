package io.meerkat.api.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A status, headers and a body of JSON in pieces that are written one after another; no piece, no body.
 *
 * @param error what error the body tells of, if it does
 */
public record Answer(int status, Map<String, String> headers, List<byte[]> body, Optional<Told> error) {
    /**
     * An error as it was told: its type and words.
     *
     * @param subject the name of what it is about, where the request's path does not tell it
     */
    public record Told(String type, String reason, Optional<String> subject) {
        public Told(String type, String reason) {
            this(type, reason, Optional.empty());
        }
    }

    public Answer {
        headers = Map.copyOf(headers);
        body = List.copyOf(body);
    }

    public Answer(int status, Map<String, String> headers, List<byte[]> body) {
        this(status, headers, body, Optional.empty());
    }

    public static Answer error(int status, Told error, byte[] body) {
        return new Answer(status, Map.of(), List.of(body), Optional.of(error));
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), List.of());
    }

    public static Answer json(int status, byte[] body) {
        return new Answer(status, Map.of(), List.of(body));
    }

    public Answer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, error);
    }

    public long length() {
        return body.stream().mapToLong(piece -> piece.length).sum();
    }

    /** The body as one text. */
    public String text() {
        var bytes = new ByteArrayOutputStream();
        body.forEach(bytes::writeBytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
