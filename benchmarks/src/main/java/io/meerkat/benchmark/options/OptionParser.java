package io.meerkat.benchmark.options;

import io.meerkat.benchmark.options.Options.Load;
import io.meerkat.benchmark.options.Options.PeerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Reads a command line whole, so that all that is wrong with it is said at once. */
public final class OptionParser {
    public static final int CONNECTIONS_MAX = 1_024;
    public static final int TABLES_MAX = 1_000_000;
    public static final int ROUNDS_MAX = 100;
    public static final int GROWTH_MAX = 10_000;
    private static final double DAY = 86_400;
    private static final double SHORTEST = 0.1;
    private static final int SEED_BOUND = 1_000_000;

    private static final String HELP = """
        ./meerkat bench --target NAME=URL,warehouse=W [--target ...] [options]
        ./meerkat bench --peers meerkat,fixture [options]
        ./meerkat bench --micro [PATTERN] [options]

        Measures catalogs that speak Iceberg REST, in turns, and checks that what they acknowledged is there. It makes
        namespaces named bench_... in them and leaves them there.

        With --micro it times parts of Meerkat itself: --rounds are JVMs then, --warmup and --seconds hold for each part
        and each set of its parameters, and figures are added to those that are in the folder of --report already.

        """;

    private final Said said;
    private final List<String> phases;
    private final List<String> peers;

    private OptionParser(Said said, List<String> phases, List<String> peers) {
        this.said = said;
        this.phases = phases;
        this.peers = peers;
    }

    /**
     * @param phases the names there are
     * @param peers those that can be started
     */
    public static Parsed parse(
            List<String> arguments, List<String> phases, List<String> peers, RandomGenerator random) {
        var said = Said.of(arguments);
        if (said.has(Flag.HELP)) {
            return new Parsed.Help("%s%s%nPhases: %s%n".formatted(HELP, Flag.help(), String.join(" ", phases)));
        }
        var parser = new OptionParser(said, phases, peers);
        return said.has(Flag.MICRO) ? parser.micro(random) : parser.parsed(random);
    }

    private Parsed parsed(RandomGenerator random) {
        var targets = said.all(Flag.TARGET, Target::parse);
        var pids = said.all(Flag.PID, Named::parse);
        var sql = said.all(Flag.SQL, Named::parse);
        var tablesFrom = said.all(Flag.TABLES_FROM, Named::parse);
        if (!said.has(Flag.TARGET) && !said.has(Flag.PEERS)) {
            said.problem("Nothing to measure: name a catalog with --target, or some to start with --peers.");
        }
        requireKnown(Flag.PID, pids, targets);
        requireKnown(Flag.SQL, sql, targets);
        requireKnown(Flag.TABLES_FROM, tablesFrom, targets);
        var seed = seed(random);
        var chosen = said.one(Flag.PHASES, Values.someOf(phases)).orElse(phases);
        var rounds = rounds();
        var report = said.one(Flag.REPORT, Path::of);
        var load = load();
        var started = peers();
        requireDistinct(Stream.concat(targets.stream().map(Target::name), started.names().stream())
                .toList());
        return said.problems().isEmpty()
                ? new Parsed.Run(
                        new Options(targets, chosen, load, rounds, seed, pids, sql, tablesFrom, report, started))
                : new Parsed.Refused(said.problems());
    }

    private Parsed micro(RandomGenerator random) {
        if (said.has(Flag.TARGET) || said.has(Flag.PEERS)) {
            said.problem("--micro measures no catalog: leave out --target and --peers.");
        }
        var options = new MicroOptions(
                said.one(Flag.MICRO, Values::pattern).orElse(""),
                warmup(),
                measured(),
                rounds(),
                said.one(Flag.HEAP, text -> text).orElseThrow(),
                seed(random),
                said.one(Flag.REPORT, Path::of));
        return said.problems().isEmpty() ? new Parsed.Micro(options) : new Parsed.Refused(said.problems());
    }

    private long seed(RandomGenerator random) {
        return said.one(Flag.SEED, Values::seed).orElseGet(() -> random.nextLong(SEED_BOUND));
    }

    private int rounds() {
        return said.one(Flag.ROUNDS, Values.whole(1, ROUNDS_MAX)).orElse(1);
    }

    private Duration measured() {
        return said.one(Flag.SECONDS, Values.seconds(SHORTEST, DAY)).orElse(Duration.ZERO);
    }

    private Duration warmup() {
        return said.one(Flag.WARMUP, Values.seconds(0, DAY)).orElse(Duration.ZERO);
    }

    private void requireKnown(Flag flag, List<Named> named, List<Target> targets) {
        var names = targets.stream().map(Target::name).toList();
        named.stream()
                .filter(about -> !names.contains(about.name()))
                .forEach(about -> said.problem("%s speaks of %s, but the targets are %s."
                        .formatted(flag.flag(), about.name(), String.join(", ", names))));
    }

    private void requireDistinct(List<String> names) {
        if (names.size() > Set.copyOf(names).size()) {
            said.problem("Each catalog needs a name of its own, and they are %s.".formatted(String.join(", ", names)));
        }
    }

    private Load load() {
        return new Load(
                said.one(Flag.CONNECTIONS, Values.whole(1, CONNECTIONS_MAX)).orElse(1),
                said.one(Flag.TABLES, Values.whole(1, TABLES_MAX)).orElse(1),
                measured(),
                warmup(),
                said.one(Flag.RATE, Values::rate).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                said.one(Flag.GROWTH, Values.whole(1, GROWTH_MAX)).orElse(1),
                said.one(Flag.TIMEOUT, Values.seconds(SHORTEST, DAY)).orElse(Duration.ZERO),
                said.has(Flag.GZIP));
    }

    private PeerOptions peers() {
        return new PeerOptions(
                said.one(Flag.PEERS, Values.someOf(peers)).orElse(List.of()),
                said.one(Flag.HEAP, text -> text).orElseThrow(),
                said.all(Flag.EXTRA, Named::parse),
                path(Flag.JAR),
                path(Flag.PEERS_POM),
                path(Flag.WORK));
    }

    /** What is not said is looked for where the launcher is; what is said, from where it was started. */
    private Path path(Flag flag) {
        var home = said.has(flag) ? Path.of("") : Path.of(System.getProperty("meerkat.project", ""));
        return said.one(flag, Path::of)
                .map(home::resolve)
                .orElse(home)
                .toAbsolutePath()
                .normalize();
    }
}
