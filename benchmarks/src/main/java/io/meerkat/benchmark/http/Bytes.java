package io.meerkat.benchmark.http;

import java.util.Arrays;

/** Bytes that grow and are used again. */
final class Bytes {
    private static final int FIRST = 16 * 1024;

    private byte[] array = new byte[FIRST];
    private int length;

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    byte[] array() {
        return array;
    }

    /** Makes room; the caller writes at {@link #length} and says by {@link #wrote} how much. */
    byte[] roomFor(int more) {
        if (array.length - length < more) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
        }
        return array;
    }

    void wrote(int more) {
        length += more;
    }

    void add(byte one) {
        roomFor(1)[length++] = one;
    }

    void add(byte[] bytes, int from, int count) {
        System.arraycopy(bytes, from, roomFor(count), length, count);
        length += count;
    }

    /** Of a text in ASCII, as heads are. */
    void add(String ascii) {
        var room = roomFor(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            room[length++] = (byte) ascii.charAt(i);
        }
    }
}
