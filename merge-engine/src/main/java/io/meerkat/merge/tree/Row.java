package io.meerkat.merge.tree;

import io.meerkat.model.Canonical;
import io.meerkat.model.CanonicalReader;
import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import io.meerkat.model.TreeKey;
import java.util.Arrays;

/** A key of the tree and its entry, which stays encoded until it is asked for. */
public final class Row implements Item {
    private final TreeKey key;
    private final byte[] entry;

    private Row(TreeKey key, byte[] entry) {
        this.key = key;
        this.entry = entry;
    }

    public static Row of(TreeKey key, Entry entry) {
        return new Row(key, entry.toBytes());
    }

    static Row read(CanonicalReader in) {
        return new Row(TreeKey.of(in.bytes()), in.bytes());
    }

    @Override
    public TreeKey key() {
        return key;
    }

    public Entry entry() {
        return Entry.of(entry);
    }

    public Kind kind() {
        return Entry.kindOf(entry);
    }

    @Override
    public long count() {
        return 1;
    }

    @Override
    public int size() {
        return Item.varintSize(key.length()) + key.length() + Item.varintSize(entry.length) + entry.length;
    }

    @Override
    public void write(Canonical out) {
        out.bytes(key.bytes()).bytes(entry);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row row && key.equals(row.key) && Arrays.equals(entry, row.entry);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + Arrays.hashCode(entry);
    }

    @Override
    public String toString() {
        return key.identifier() + "=" + entry();
    }
}
