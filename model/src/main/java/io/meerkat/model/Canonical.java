package io.meerkat.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes values in the one encoding that is hashed and stored: varints are unsigned LEB128, fixed numbers big-endian,
 * byte strings length-prefixed, lists counted, an optional value follows a byte 0 or 1. {@code docs/encodings.md} says
 * it byte for byte.
 */
public final class Canonical {
    private byte[] buffer;
    private int size;

    public Canonical() {
        this(128);
    }

    /** For a value of about so many bytes; it may become longer. */
    public Canonical(int expectedSize) {
        this.buffer = new byte[expectedSize];
    }

    public Canonical u8(int value) {
        if (value < 0 || value > 0xff) {
            throw new IllegalArgumentException("not a byte: " + value);
        }
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    /** A big-endian two's complement number of eight bytes. */
    public Canonical i64(long value) {
        reserve(Long.BYTES);
        for (int shift = Long.SIZE - 8; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** An unsigned LEB128 number; negative values are refused. */
    public Canonical varint(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a varint is not negative: " + value);
        }
        reserve(10);
        long rest = value;
        while (rest > 0x7f) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    /** Bytes as they are, with no length before them. */
    public Canonical raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    public Canonical bytes(byte[] bytes) {
        return varint(bytes.length).raw(bytes);
    }

    public Canonical text(String text) {
        return bytes(Utf8.encode(text));
    }

    public Canonical uuid(UUID uuid) {
        return i64(uuid.getMostSignificantBits()).i64(uuid.getLeastSignificantBits());
    }

    public Canonical hash(Hash hash) {
        hash.appendTo(this);
        return this;
    }

    public <T> Canonical list(Collection<T> items, Consumer<T> write) {
        varint(items.size());
        items.forEach(write);
        return this;
    }

    public <T> Canonical optional(Optional<T> item, Consumer<T> write) {
        u8(item.isPresent() ? 1 : 0);
        item.ifPresent(write);
        return this;
    }

    public int size() {
        return size;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
