package io.meerkat.merge.catalog;

/** Two of a kind: ours and theirs. */
record BySide<T>(T ours, T theirs) {
    T of(Side side) {
        return side == Side.OURS ? ours : theirs;
    }
}
