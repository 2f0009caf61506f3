package io.meerkat.api.load;

/**
 * What became of the lines of a load.
 *
 * @param namespaces made by it
 * @param tables made by it
 * @param unchanged were there as their lines say
 * @param skipped were there otherwise, and stay
 */
public record LoadCounts(int namespaces, int tables, int unchanged, int skipped) {}
