package io.meerkat.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * A contiguous part of the catalog tree: keys at or above {@code from} and below {@code to}, as unsigned bytes. The
 * bounds need not be keys themselves; no {@code to} means up to the end.
 */
public final class KeyRange {
    private final byte[] from;
    private final Optional<byte[]> to;

    private KeyRange(byte[] from, Optional<byte[]> to) {
        this.from = from;
        this.to = to;
    }

    public static KeyRange all() {
        return new KeyRange(new byte[0], Optional.empty());
    }

    /** One key alone. */
    public static KeyRange only(TreeKey key) {
        return new KeyRange(key.bytes(), Optional.of(append(key.bytes(), 0)));
    }

    /** The tables, views and assets directly in a namespace. */
    public static KeyRange objectsIn(NamespacePath namespace) {
        return prefix(levels(namespace).u8(2).toBytes());
    }

    /** Everything in and below a namespace but the namespace itself. */
    public static KeyRange below(NamespacePath namespace) {
        byte[] prefix = levels(namespace).toBytes();
        return new KeyRange(append(prefix, 2), prefix(prefix).to);
    }

    /** A namespace and everything in and below it. */
    public static KeyRange subtree(NamespacePath namespace) {
        return prefix(levels(namespace).toBytes());
    }

    /** This range without the keys up to and including {@code last}. */
    public KeyRange after(TreeKey last) {
        return startingAt(append(last.bytes(), 0));
    }

    /** This range without what lies before {@code bound}. */
    public KeyRange startingAt(byte[] bound) {
        return Arrays.compareUnsigned(bound, from) <= 0 ? this : new KeyRange(bound.clone(), to);
    }

    public byte[] from() {
        return from.clone();
    }

    public Optional<byte[]> to() {
        return to.map(byte[]::clone);
    }

    public boolean contains(TreeKey key) {
        return key.compareTo(from) >= 0 && (to.isEmpty() || key.compareTo(to.get()) < 0);
    }

    private static KeyRange prefix(byte[] prefix) {
        byte[] to = prefix.clone();
        to[to.length - 1]++;
        return new KeyRange(prefix, Optional.of(to));
    }

    private static Canonical levels(NamespacePath namespace) {
        var out = new Canonical();
        namespace.levels().forEach(level -> out.raw(level.utf8()).u8(0));
        return out;
    }

    private static byte[] append(byte[] bytes, int last) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = (byte) last;
        return longer;
    }
}
