package io.meerkat.merge.body;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;

/** Documents, one after another, as one gzip member (RFC 1952). What is deflated already is copied. */
public final class GzipMember {
    /** To keep the blocks of anything smaller is not worth it. */
    private static final int KEPT_BYTES_MIN = 4 << 10;

    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TRAILER_BYTES = 8;

    private GzipMember() {}

    public static byte[] of(List<Document> pieces) {
        var crc = new CRC32();
        int size = 0;
        try (var out = new Deflating()) {
            out.copy(HEADER, 0, HEADER.length);
            for (Document piece : pieces) {
                crc.update(piece.bytes());
                size += piece.length();
                if (piece.length() < KEPT_BYTES_MIN) {
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
