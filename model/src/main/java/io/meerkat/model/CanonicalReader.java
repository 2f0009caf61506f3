package io.meerkat.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads what {@link Canonical} wrote. Bytes that no writer produces are refused with {@link IllegalArgumentException}. */
public final class CanonicalReader {
    private final byte[] bytes;
    private int at;

    public CanonicalReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public int u8() {
        return bytes[need(1)] & 0xff;
    }

    public long i64() {
        int from = need(Long.BYTES);
        long value = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7f) << shift;
            if (next <= 0x7f) {
                if (next == 0 && shift > 0) {
                    throw new IllegalArgumentException("a varint has a needless last byte at " + at);
                }
                return value;
            }
        }
        throw new IllegalArgumentException("a varint is longer than 63 bits at " + at);
    }

    /** A varint that its writer had as an {@code int}. */
    public int intVarint() {
        long value = varint();
        if (value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a varint has more than 31 bits before " + at);
        }
        return (int) value;
    }

    public int count() {
        long count = varint();
        if (count > bytes.length - at) {
            throw new IllegalArgumentException(
                    "%d items or bytes are said to follow, %d bytes do".formatted(count, bytes.length - at));
        }
        return (int) count;
    }

    public byte[] raw(int length) {
        int from = need(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    public byte[] bytes() {
        return raw(count());
    }

    public String text() {
        return Utf8.decode(bytes());
    }

    public UUID uuid() {
        return new UUID(i64(), i64());
    }

    public Hash hash() {
        return Hash.of(raw(Hash.LENGTH));
    }

    public <T> List<T> list(Supplier<T> read) {
        int count = count();
        var items = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            items.add(read.get());
        }
        return List.copyOf(items);
    }

    public <T> Optional<T> optional(Supplier<T> read) {
        int present = u8();
        return switch (present) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(read.get());
            default -> throw new IllegalArgumentException("an optional value begins with 0 or 1, not " + present);
        };
    }

    /** Refuses bytes after the last value. */
    public void end() {
        if (at != bytes.length) {
            throw new IllegalArgumentException("%d bytes too many".formatted(bytes.length - at));
        }
    }

    private int need(int length) {
        if (length > bytes.length - at) {
            throw new IllegalArgumentException(
                    "%d bytes are missing at %d".formatted(length - (bytes.length - at), at));
        }
        int from = at;
        at += length;
        return from;
    }
}
