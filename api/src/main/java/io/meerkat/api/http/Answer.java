package io.meerkat.api.http;

import io.meerkat.merge.body.Document;
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
public record Answer(int status, Map<String, String> headers, List<Document> body, Optional<Told> error) {
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

    public Answer(int status, Map<String, String> headers, List<Document> body) {
        this(status, headers, body, Optional.empty());
    }

    public static Answer error(int status, Told error, byte[] body) {
        return new Answer(status, Map.of(), List.of(Document.whole(body)), Optional.of(error));
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), List.of());
    }

    public static Answer json(int status, byte[] body) {
        return new Answer(status, Map.of(), List.of(Document.whole(body)));
    }

    public Answer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, error);
    }

    public Answer withBody(List<Document> other) {
        return new Answer(status, headers, other, error);
    }

    public long length() {
        return body.stream().mapToLong(Document::length).sum();
    }

    /** The body as one text. */
    public String text() {
        var bytes = new ByteArrayOutputStream();
        body.forEach(piece -> bytes.writeBytes(piece.bytes()));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
