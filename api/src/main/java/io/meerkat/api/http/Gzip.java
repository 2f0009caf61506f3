package io.meerkat.api.http;

import io.meerkat.merge.body.Deflating;
import io.meerkat.merge.body.Document;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Answers compressed with gzip (RFC 1952) for clients that ask for it, as all Iceberg clients do. Small ones are sent as
 * they are: on most networks that is faster. What is deflated already is copied.
 */
public final class Gzip {
    /** From so many bytes on. */
    static final int BYTES_MIN = 32 << 10;

    private static final String NAME = "gzip";
    private static final String TAG_END = "-gzip\"";
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TRAILER_BYTES = 8;

    private Gzip() {}

    /**
     * The answer in the form in which a client gets it.
     *
     * @param accepted what it sent as {@code Accept-Encoding}
     */
    public static Answer encoded(Answer answer, String accepted) {
        if (answer.length() < BYTES_MIN) {
            return answer;
        }
        var varying = answer.with("Vary", "Accept-Encoding");
        if (!accepts(accepted)) {
            return varying;
        }
        var encoded = varying.with("Content-Encoding", NAME).withBody(List.of(Document.whole(member(answer.body()))));
        String tag = answer.headers().get("ETag");
        return tag == null ? encoded : encoded.with("ETag", tag.substring(0, tag.length() - 1) + TAG_END);
    }

    /** The tag of the answer that is not compressed. */
    public static String plainTag(String tag) {
        return tag.endsWith(TAG_END) ? tag.substring(0, tag.length() - TAG_END.length()) + '"' : tag;
    }

    private static boolean accepts(String header) {
        return Arrays.stream(header.split(","))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding -> coding.equals(NAME) || coding.startsWith(NAME + ";") && !isRefused(coding));
    }

    private static boolean isRefused(String coding) {
        return coding.matches(".*;q=0(\\.0*)?");
    }

    private static byte[] member(List<Document> pieces) {
        var crc = new CRC32();
        int size = 0;
        try (var out = new Deflating()) {
            out.copy(HEADER, 0, HEADER.length);
            for (Document piece : pieces) {
                crc.update(piece.bytes());
                size += piece.length();
                if (piece.length() < BYTES_MIN) {
                    out.deflate(piece.bytes(), 0, piece.length());
                } else {
                    byte[] blocks = piece.deflated().blocks();
                    out.copy(blocks, 0, blocks.length);
                }
            }
            out.end();
            var trailer = ByteBuffer.allocate(TRAILER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            trailer.putInt((int) crc.getValue()).putInt(size);
            out.copy(trailer.array(), 0, TRAILER_BYTES);
            return out.toBytes();
        }
    }
}
