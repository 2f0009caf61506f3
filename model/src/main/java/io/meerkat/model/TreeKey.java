package io.meerkat.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A key of the catalog tree, ordered as unsigned bytes: every namespace level followed by {@code 00}, then {@code 01}
 * for the namespace itself or {@code 02} and the name for an object in it. So a namespace sorts before what it holds,
 * its objects are one range, and so is everything below it. At most 1 500 bytes.
 */
public final class TreeKey implements Comparable<TreeKey> {
    public static final int BYTES_MAX = 1_500;

    private static final byte LEVEL_END = 0;
    private static final byte NAMESPACE = 1;
    private static final byte OBJECT = 2;

    private final byte[] bytes;

    private TreeKey(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a full name must have at most %d bytes, has %d".formatted(BYTES_MAX, bytes.length));
        }
        this.bytes = bytes;
    }

    static TreeKey namespace(List<Name> levels) {
        return new TreeKey(levelsThen(levels, NAMESPACE).toBytes());
    }

    static TreeKey object(List<Name> levels, Name name) {
        return new TreeKey(levelsThen(levels, OBJECT).raw(name.utf8()).toBytes());
    }

    /** Takes bytes that a key once gave out. */
    public static TreeKey of(byte[] bytes) {
        return new TreeKey(bytes.clone());
    }

    public static TreeKey parseHex(String hex) {
        return new TreeKey(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** What the key names. */
    public Identifier identifier() {
        var levels = new ArrayList<Name>();
        int from = 0;
        while (bytes[from] != NAMESPACE && bytes[from] != OBJECT) {
            int end = from;
            while (bytes[end] != LEVEL_END) {
                end++;
            }
            levels.add(name(from, end));
            from = end + 1;
        }
        var namespace = new NamespacePath(levels);
        return bytes[from] == NAMESPACE ? namespace : new ObjectName(namespace, name(from + 1, bytes.length));
    }

    /** The name of an object, of which nothing else is wanted. */
    public String objectName() {
        int from = 0;
        while (bytes[from] != NAMESPACE && bytes[from] != OBJECT) {
            while (bytes[from] != LEVEL_END) {
                from++;
            }
            from++;
        }
        if (bytes[from] == NAMESPACE) {
            throw new IllegalStateException(identifier() + " is a namespace");
        }
        return new String(bytes, from + 1, bytes.length - from - 1, StandardCharsets.UTF_8);
    }

    private Name name(int from, int to) {
        return new Name(Utf8.decode(Arrays.copyOfRange(bytes, from, to)));
    }

    private static Canonical levelsThen(List<Name> levels, int tag) {
        var out = new Canonical();
        levels.forEach(level -> out.raw(level.utf8()).u8(LEVEL_END));
        return out.u8(tag);
    }

    @Override
    public int compareTo(TreeKey other) {
        return compareTo(other.bytes);
    }

    /** Compares with bytes that need not be a key, such as the bound of a range. */
    public int compareTo(byte[] bound) {
        return Arrays.compareUnsigned(bytes, bound);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
