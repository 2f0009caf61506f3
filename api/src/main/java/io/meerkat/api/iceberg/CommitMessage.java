package io.meerkat.api.iceberg;

import io.meerkat.api.http.Request;
import io.meerkat.api.message.Trailers;
import io.meerkat.model.Commit;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The message of a commit: what the client says in the header {@code X-Meerkat-Message}, which an Iceberg client sends with
 * each request if {@code header.X-Meerkat-Message} is among its properties; otherwise what the server says of the change.
 * {@code X-Meerkat-Author} and {@code X-Meerkat-Properties} become trailers of it.
 */
final class CommitMessage {
    private static final String MESSAGE = "X-Meerkat-Message";
    private static final String AUTHOR = "X-Meerkat-Author";
    private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}\\x{FFFD}]");
    private static final String PROPERTIES = "X-Meerkat-Properties";

    private CommitMessage() {}

    /** @throws IcebergError 400 if the client's is too long, or a property is none */
    static String of(Request request, String ofChange) {
        var trailers = trailers(request);
        int room = Commit.MESSAGE_MAX - trailers.addedTo("").length();
        var given = header(request, MESSAGE);
        given.filter(message -> message.length() > room).ifPresent(message -> {
            throw IcebergError.badRequest(
                    "%s has %d characters; %d are the most".formatted(MESSAGE, message.length(), Math.max(0, room)));
        });
        if (room < 1) {
            throw IcebergError.badRequest("%s and %s are longer than a message: %d characters"
                    .formatted(AUTHOR, PROPERTIES, Commit.MESSAGE_MAX));
        }
        return trailers.addedTo(given.orElseGet(() -> shortened(ofChange, room)));
    }

    private static Trailers trailers(Request request) {
        var trailers = new TreeMap<String, String>();
        header(request, PROPERTIES).ifPresent(list -> trailers.putAll(properties(list)));
        header(request, AUTHOR).ifPresent(author -> trailers.put(Trailers.AUTHOR, author));
        return new Trailers(trailers);
    }

    /** A list such as {@code job=nightly,ticket=DE-17} in the form of W3C Baggage, values percent-encoded where need be. */
    private static SortedMap<String, String> properties(String list) {
        var properties = new TreeMap<String, String>();
        for (String member : list.split(",", -1)) {
            int equals = member.indexOf('=');
            String key =
                    equals < 0 ? member.strip() : member.substring(0, equals).strip();
            String value = equals < 0 ? "" : value(member.substring(equals + 1).strip());
            if (!Trailers.isKey(key) || !isLine(value)) {
                throw IcebergError.badRequest(
                        "%s must be like job=nightly,ticket=DE-17, and has '%s'".formatted(PROPERTIES, member.strip()));
            }
            if (key.equals(Trailers.AUTHOR)) {
                throw IcebergError.badRequest(
                        "%s says who the author is, and not '%s' in %s".formatted(AUTHOR, member.strip(), PROPERTIES));
            }
            if (properties.put(key, value.strip()) != null) {
                throw IcebergError.badRequest("%s says twice what '%s' is".formatted(PROPERTIES, key));
            }
        }
        return properties;
    }

    /** Something to read, in one line, that was properly encoded. */
    private static boolean isLine(String value) {
        return !value.isBlank() && !NOT_IN_A_LINE.matcher(value).find();
    }

    private static String value(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw IcebergError.badRequest(
                    "%s has a value that is not percent-encoded: '%s'".formatted(PROPERTIES, encoded));
        }
    }

    private static Optional<String> header(Request request, String name) {
        return request.header(name.toLowerCase(Locale.ROOT))
                .map(CommitMessage::decoded)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
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

    private static String shortened(String message, int room) {
        return message.length() <= room ? message : message.substring(0, room - 1) + "\u2026";
    }
}
