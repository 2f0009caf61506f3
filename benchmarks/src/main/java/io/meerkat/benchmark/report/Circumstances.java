package io.meerkat.benchmark.report;

import io.meerkat.benchmark.options.Options;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** How it was measured: what a reader must know to believe the figures, or to measure again. */
public record Circumstances(Options options, String command, Machine machine, LocalDate date) {
    private static final long SECOND = 1_000;

    /**
     * To be asked before measuring begins, since the sources may change meanwhile.
     *
     * @param said the command line, of which passwords are left out
     */
    public static Circumstances of(Options options, List<String> said) {
        return new Circumstances(options, command(said), Machine.here(), LocalDate.now(ZoneOffset.UTC));
    }

    static String command(List<String> said) {
        return said.stream()
                .map(word -> word.replaceAll("password=[^&\\s]*", "password=..."))
                .map(word -> word.matches("[\\w./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", "./meerkat bench ", ""));
    }

    String text() {
        return """
            # Benchmarks

            Written by the program that measured:

                %s

            | | |
            | --- | --- |
            | Commit | %s |
            | Machine | %s |
            | System | %s |
            | Date | %s |
            | Seed | %d |

            %s

            """.formatted(
                command, machine.commit(), machine.hardware(), machine.system(), date, options.seed(), method());
    }

    private String method() {
        var load = options.load();
        var pace = load.rate().isPresent()
                ? "Units begin %s times a second, whether or not earlier ones have ended, and latencies count from the time when a unit was due."
                        .formatted(Numbers.shown(load.rate().getAsDouble()))
                : "Each connection begins a unit when the one before has ended.";
        return """
            Load generator, servers and databases share the machine. %d connections, %d tables. In each phase every catalog
            has %d turns of %s, each after %s of the same work that are not measured, and the turns of the catalogs alternate.
            Figures are medians over the turns; "each round" compares a turn with that of the first catalog in the same
            round. %s After each phase the writes are looked for: *lost* were acknowledged and
            are not there, *phantom* were refused and are, *torn* are transactions of which a part is there. What differs by
            less than a fifth should be taken for equal.%s\
            """.formatted(
                        load.connections(),
                        load.tables(),
                        options.rounds(),
                        shown(load.measured()),
                        shown(load.warmup()),
                        pace,
                        options.peers().names().isEmpty() ? "" : "\n\n" + peers());
    }

    private String peers() {
        return """
            Each catalog has a JVM with a heap of %s and a PostgreSQL of its own, all with the same settings: fsync and
            synchronous_commit on, 256 MB of shared buffers. %s\
            """.formatted(
                        options.peers().heap(),
                        options.peers().names().stream().map(this::peer).collect(Collectors.joining("\n")));
    }

    private String peer(String name) {
        return switch (name) {
            case "meerkat" -> "Meerkat writes metadata to an S3 store in memory, in a process of its own.";
            case "fixture" ->
                "The fixture is Iceberg's own REST server over its JDBC catalog, with a database connection for each"
                        + " client connection, and writes metadata to an S3 store in memory, in a process of its own.";
            case "nessie" ->
                "Nessie is the released server with its JDBC2 store, and writes metadata to the same kind of store.";
            default -> name + " is started as published.";
        };
    }

    private static String shown(Duration time) {
        return time.toMillis() % SECOND == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
