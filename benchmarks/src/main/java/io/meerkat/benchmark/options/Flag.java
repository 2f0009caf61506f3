package io.meerkat.benchmark.options;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every option there is, with what it holds when it is not given. */
enum Flag {
    TARGET(
            "--target",
            "NAME=URL,warehouse=W",
            "",
            "a catalog to measure; may be repeated, the first is what others are compared with"),
    PEERS("--peers", "NAME,...", "", "catalogs to start, measure and stop: meerkat, fixture, nessie"),
    MICRO(
            "--micro",
            "[PATTERN]",
            "",
            "time parts of Meerkat alone instead of a catalog: those whose name holds the pattern, a regular expression"),
    PHASES("--phases", "NAME,...", "all", "kinds of work"),
    CONNECTIONS("--connections", "N", "8", "connections, each with a thread of its own"),
    TABLES("--tables", "N", "200", "tables that a phase works on"),
    TABLES_FROM(
            "--tables-from",
            "NAME=FILE",
            "",
            "lines that load took into a target, whose tables are used; may be repeated"),
    SECONDS("--seconds", "N", "10", "time that is measured"),
    WARMUP("--warmup", "N", "5", "time before, which is not"),
    RATE("--rate", "N", "", "units a second, begun when it is their time (open loop); else as fast as answers come"),
    ROUNDS("--rounds", "N", "3", "turns of each catalog in each phase"),
    SEED("--seed", "N", "", "for names and choices; a fresh one is printed"),
    GROWTH("--growth", "N", "1000", "snapshots that the phase growth goes up to: 10, 100, 1000 or 10000"),
    TIMEOUT("--timeout", "SECONDS", "30", "after which an answer counts as never come"),
    GZIP("--gzip", "", "", "ask for compressed answers"),
    PID(
            "--pid",
            "NAME=PID,...",
            "",
            "processes of a target, whose costs are reported; the first is its server; may be repeated"),
    SQL("--sql", "NAME=JDBC-URL", "", "a target's database with pg_stat_statements; may be repeated"),
    REPORT("--report", "FOLDER", "", "where to write benchmarks.md, its charts and the figures"),
    HEAP("--heap", "SIZE", "1g", "of each peer's JVM"),
    EXTRA("--extra", "NAME=OPTION", "", "a further option for a peer that is started; may be repeated"),
    JAR("--jar", "FILE", "api/target/meerkat.jar", "the Meerkat that is started as a peer"),
    PEERS_POM("--peers-pom", "FILE", "benchmarks/peers/pom.xml", "by which Maven fetches the other peers"),
    WORK("--work", "FOLDER", "benchmarks/target/work", "where peers keep their data; emptied at the start"),
    HELP("--help", "", "", "this text");

    private static final int NAME_WIDTH = 34;

    private final String flag;
    private final String value;
    private final String fallback;
    private final String help;

    Flag(String flag, String value, String fallback, String help) {
        this.flag = flag;
        this.value = value;
        this.fallback = fallback;
        this.help = help;
    }

    static Optional<Flag> named(String name) {
        return Arrays.stream(values()).filter(flag -> flag.flag.equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Flag::flag).toList();
    }

    static String help() {
        return Arrays.stream(values()).map(Flag::helpLine).collect(Collectors.joining());
    }

    private String helpLine() {
        var shown = fallback.isEmpty() ? help : help + " (" + fallback + ")";
        return ("  %-" + NAME_WIDTH + "s %s%n").formatted(flag + " " + value, shown);
    }

    String flag() {
        return flag;
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    /** What it comes to when no value follows it, for a flag that can do without. */
    Optional<String> withoutValue() {
        return this == MICRO ? Optional.of("") : Optional.empty();
    }

    boolean isRepeatable() {
        return this == TARGET || this == PID || this == SQL || this == EXTRA || this == TABLES_FROM;
    }

    Optional<String> fallback() {
        return fallback.isEmpty() ? Optional.empty() : Optional.of(fallback);
    }
}
