package io.meerkat.api.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request path as its segments, decoded once and here only. Clients differ: a space comes as {@code %20} or as {@code
 * +}, a slash within a name as {@code %2F}; a plus always comes as {@code %2B}.
 */
public final class Segments {
    private Segments() {}

    /** Splits a raw path at its slashes and decodes each part; a trailing slash adds nothing. */
    public static List<String> of(String rawPath) {
        var segments = new ArrayList<String>();
        for (String raw : rawPath.split("/", -1)) {
            segments.add(decode(raw));
        }
        segments.removeFirst();
        if (!segments.isEmpty() && segments.getLast().isEmpty()) {
            segments.removeLast();
        }
        return List.copyOf(segments);
    }

    /** @throws BadPathException if a percent sign is not followed by two hex digits, or the bytes are no UTF-8 */
    public static String decode(String raw) {
        if (raw.indexOf('%') < 0 && raw.indexOf('+') < 0) {
            return raw;
        }
        var bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(hex(raw, i + 1) << 4 | hex(raw, i + 2));
                i += 2;
            } else if (c == '+') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadPathException("'%s' is not UTF-8".formatted(raw));
        }
    }

    private static int hex(String raw, int at) {
        int digit = at < raw.length() ? Character.digit(raw.charAt(at), 16) : -1;
        if (digit < 0) {
            throw new BadPathException("a '%%' in '%s' is not followed by two hex digits".formatted(raw));
        }
        return digit;
    }
}
