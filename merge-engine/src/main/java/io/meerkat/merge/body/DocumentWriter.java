package io.meerkat.merge.body;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A JSON document that is put together of pieces of text. */
final class DocumentWriter {
    private final ByteArrayOutputStream bytes;
    private boolean first = true;

    DocumentWriter(int size) {
        this.bytes = new ByteArrayOutputStream(size);
    }

    /** One or more whole members or elements, behind a comma where others stand before them. */
    void add(String text) {
        separate();
        raw(text);
    }

    void add(byte[] document, int from, int to) {
        if (from < to) {
            separate();
            bytes.write(document, from, to - from);
        }
    }

    void open(String bracket) {
        raw(bracket);
        first = true;
    }

    void close(String bracket) {
        raw(bracket);
        first = false;
    }

    /** Where the next member or element begins, if one follows. */
    int next() {
        return first ? bytes.size() : bytes.size() + 1;
    }

    int end() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private void separate() {
        if (!first) {
            bytes.write(',');
        }
        first = false;
    }

    private void raw(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
