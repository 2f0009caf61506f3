package io.meerkat.api.iceberg;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON can escape half of a character, which no text in UTF-8 can hold. A body with such a half is refused, for it could
 * not be given back as it was sent.
 */
final class WholeCharacters {
    private static final JsonFactory JSON = new JsonFactory();

    private WholeCharacters() {}

    static void require(byte[] body) {
        if (!escapesSurrogates(body)) {
            return;
        }
        try (var parser = JSON.createParser(body)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if ((token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) && isBroken(parser.getText())) {
                    throw IcebergError.badRequest("the request holds half of a surrogate pair");
                }
            }
        } catch (JsonProcessingException e) {
            throw IcebergError.badRequest("Malformed JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A quick look, so that the others are not parsed twice. */
    private static boolean escapesSurrogates(byte[] body) {
        for (int i = 0; i + 2 < body.length; i++) {
            if (body[i] == '\\' && body[i + 1] == 'u' && (body[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    private static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }
}
