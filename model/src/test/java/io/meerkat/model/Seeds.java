package io.meerkat.model;

import java.util.Random;
import java.util.stream.LongStream;

/** Fresh seeds for tests over many inputs, or the one that {@code -Dseed=} names. */
final class Seeds {
    private Seeds() {}

    static LongStream hundred() {
        var given = System.getProperty("seed", "");
        return given.isEmpty() ? new Random().longs(100) : LongStream.of(Long.parseLong(given));
    }
}
