package io.meerkat.command;

import java.util.Random;
import java.util.stream.LongStream;

/** Fresh seeds for tests over many inputs, or the one that {@code -Dseed=} names. */
public final class Seeds {
    private Seeds() {}

    public static LongStream hundred() {
        var given = System.getProperty("seed", "");
        return given.isEmpty() ? new Random().longs(100) : LongStream.of(Long.parseLong(given));
    }
}
