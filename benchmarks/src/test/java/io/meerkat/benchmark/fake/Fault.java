package io.meerkat.benchmark.fake;

/** How a catalog may lie about every fiftieth write. */
public enum Fault {
    NONE,
    /** Acknowledged, shown in its own answer, and forgotten. */
    DROPS,
    /** Answered with 409, and done all the same. */
    REFUSES_AND_DOES,
    /** Acknowledged, and done for two of four tables. */
    DOES_HALF
}
