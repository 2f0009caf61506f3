package io.meerkat.benchmark.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is to be done. */
public record Options(
        List<Target> targets,
        List<String> phases,
        Load load,
        int rounds,
        long seed,
        List<Named> pids,
        List<Named> sql,
        List<Named> tablesFrom,
        Optional<Path> report,
        PeerOptions peers) {

    /** The work that every target is given. */
    public record Load(
            int connections,
            int tables,
            Duration measured,
            Duration warmup,
            OptionalDouble rate,
            int growth,
            Duration timeout,
            boolean gzip) {}

    /** What is started to be measured. */
    public record PeerOptions(List<String> names, String heap, List<Named> extra, Path jar, Path pom, Path work) {}
}
