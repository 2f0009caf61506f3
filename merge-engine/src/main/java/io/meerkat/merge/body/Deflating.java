package io.meerkat.merge.body;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** Writes deflate blocks (RFC 1951), each piece of input for itself, so that none needs what stands before it. */
final class Deflating implements AutoCloseable {
    private static final int BUFFER = 8 << 10;

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[BUFFER];

    void deflate(byte[] bytes, int from, int to) {
        if (from == to) {
            return;
        }
        deflater.setInput(bytes, from, to - from);
        int written;
        do {
            written = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
            out.write(buffer, 0, written);
        } while (written == buffer.length);
    }

    /** Blocks that were written so before. */
    void copy(byte[] blocks, int from, int to) {
        out.write(blocks, from, to - from);
    }

    /** The end mark. */
    void end() {
        deflater.finish();
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
    }

    int size() {
        return out.size();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
