package io.meerkat.api.iceberg;

import io.meerkat.api.http.Request;
import io.meerkat.model.Commit;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The message of a commit: what the client says in the header {@code X-Meerkat-Message}, which an Iceberg client sends with
 * each request if {@code header.X-Meerkat-Message} is among its properties; otherwise what the server says of the change.
 */
final class CommitMessage {
    private static final String HEADER = "x-meerkat-message";

    private CommitMessage() {}

    /** @throws IcebergError 400 if the client's is too long */
    static String of(Request request, String ofChange) {
        var given = request.header(HEADER)
                .map(CommitMessage::decoded)
                .map(String::strip)
                .orElse("");
        if (given.length() > Commit.MESSAGE_MAX) {
            throw IcebergError.badRequest("X-Meerkat-Message has %d characters; %d are the most"
                    .formatted(given.length(), Commit.MESSAGE_MAX));
        }
        return given.isEmpty() ? shortened(ofChange) : given;
    }

    /** Headers are read as ISO 8859-1, and written by most clients as UTF-8. */
    private static String decoded(String header) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return header;
        }
    }

    private static String shortened(String message) {
        return message.length() <= Commit.MESSAGE_MAX
                ? message
                : message.substring(0, Commit.MESSAGE_MAX - 1) + "\u2026";
    }
}
