package io.meerkat.merge.tree;

import io.meerkat.model.Canonical;
import io.meerkat.model.Domain;
import io.meerkat.model.TreeKey;

/**
 * Decides where a node ends: by the hash of a key and by sizes alone, so that equal rows are cut alike whoever cuts
 * them. A node of size s ends with a hazard that grows as s³, which makes the sizes follow a Weibull distribution of
 * shape 4 and scale {@link #SIZE_SCALE}: few small nodes, few large ones. As the scale is a power of two the rule needs
 * whole numbers only, and any language can follow it.
 */
final class Boundary {
    static final int SIZE_MIN = 1 << 10;
    static final int SIZE_SCALE = 1 << 13;
    static final int SIZE_MAX = 1 << 15;
    static final int ITEMS_MIN = 2;

    /** Leaves a number below 2⁵², which is {@link #SIZE_SCALE}⁴. */
    private static final int HASH_SHIFT = 12;

    private Boundary() {}

    /** Whether a node that grew from {@code before} to {@code after} bytes, now of {@code items}, ends with this key. */
    static boolean endsWith(int level, TreeKey key, int items, int before, int after) {
        if (items < ITEMS_MIN || after < SIZE_MIN) {
            return false;
        }
        return after >= SIZE_MAX || hash(level, key) >>> HASH_SHIFT < power4(after) - power4(before);
    }

    private static long hash(int level, TreeKey key) {
        return Domain.BOUNDARY
                .hash(new Canonical().u8(level).bytes(key.bytes()))
                .prefix();
    }

    private static long power4(long size) {
        return size * size * size * size;
    }
}
