package io.meerkat.merge;

import java.util.Random;
import java.util.stream.LongStream;

/** Fresh seeds for tests over many inputs, or the one that {@code -Dseed=} names. */
public final class Seeds {
    private Seeds() {}

    public static LongStream hundred() {
        return fresh(100);
    }

    public static LongStream ten() {
        return fresh(10);
    }

    public static LongStream fresh(int count) {
        var given = System.getProperty("seed", "");
        return given.isEmpty() ? new Random().longs(count) : LongStream.of(Long.parseLong(given));
    }
}
