package io.meerkat.benchmark.report;

import java.util.Optional;

/**
 * How long a part of Meerkat took for one unit of its work.
 *
 * @param parameters {@code name=value}, with spaces between them
 * @param micros microseconds, the mean over all that was measured
 * @param error half the width of the interval of 99.9 % around it; nothing where too little was measured to know
 * @param allocated bytes of memory
 * @param bytes that it would store, where it would
 * @param nodes of a tree that these are
 */
public record Figure(
        String name,
        String parameters,
        double micros,
        Optional<Double> error,
        Optional<Double> allocated,
        Optional<Double> bytes,
        Optional<Double> nodes) {}
