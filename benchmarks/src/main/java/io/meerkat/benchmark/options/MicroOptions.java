package io.meerkat.benchmark.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is to be timed without a catalog.
 *
 * @param pattern a regular expression that a name must hold
 * @param forks JVMs in which each is measured, one after another
 * @param heap of each
 */
public record MicroOptions(
        String pattern, Duration warmup, Duration measured, int forks, String heap, long seed, Optional<Path> report) {}
