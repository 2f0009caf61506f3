package io.meerkat.conformance.faults;

import java.util.Random;
import java.util.stream.LongStream;

/** The seeds of fault tests; each is in its test's name, and {@code -Dseed} runs that one again. */
final class Seeds {
    static final String ONE = "io.meerkat.conformance.faults.Seeds#one";

    private Seeds() {}

    static LongStream one() {
        var given = System.getProperty("seed", "");
        return given.isEmpty() ? new Random().longs(1, 0, Integer.MAX_VALUE) : LongStream.of(Long.parseLong(given));
    }
}
