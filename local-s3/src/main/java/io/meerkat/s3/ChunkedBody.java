package io.meerkat.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * {@code aws-chunked}: chunks with signatures, and perhaps trailers, inside the body that HTTP carries. Signatures and
 * checksums are not looked at.
 */
final class ChunkedBody {
    private static final int HEX = 16;
    private static final int LINE_END = 2;

    private final byte[] body;
    private int at;

    private ChunkedBody(byte[] body) {
        this.body = body;
    }

    static byte[] decoded(byte[] body) {
        return new ChunkedBody(body).decode();
    }

    private byte[] decode() {
        var whole = new ByteArrayOutputStream(body.length);
        for (var size = size(); size > 0; size = size()) {
            if (size > body.length - at - LINE_END) {
                throw new S3Refusal(400, "IncompleteBody", "a chunk of %d bytes is cut off".formatted(size));
            }
            whole.write(body, at, size);
            at += size + LINE_END;
        }
        return whole.toByteArray();
    }

    private int size() {
        var end = at;
        while (end < body.length && body[end] != '\r') {
            end++;
        }
        var line = new String(Arrays.copyOfRange(body, at, end), StandardCharsets.US_ASCII);
        at = end + LINE_END;
        try {
            return Integer.parseUnsignedInt(line.split(";", 2)[0].strip(), HEX);
        } catch (NumberFormatException e) {
            throw new S3Refusal(400, "IncompleteBody", "\"%s\" is no size of a chunk".formatted(line));
        }
    }
}
