package io.meerkat.benchmark;

import io.meerkat.benchmark.catalog.LoadedTables;
import io.meerkat.benchmark.micro.Micro;
import io.meerkat.benchmark.options.MicroOptions;
import io.meerkat.benchmark.options.Named;
import io.meerkat.benchmark.options.OptionParser;
import io.meerkat.benchmark.options.Options;
import io.meerkat.benchmark.options.Parsed;
import io.meerkat.benchmark.peers.Peers;
import io.meerkat.benchmark.phase.Phases;
import io.meerkat.benchmark.report.Circumstances;
import io.meerkat.benchmark.report.MicroReport;
import io.meerkat.benchmark.report.MicroRun;
import io.meerkat.benchmark.report.Report;
import io.meerkat.s3.S3Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** The word bench. */
public final class Bench {
    private static final int WRONG_OPTIONS = 2;
    private static final int BAD_FINDINGS = 1;
    private static final int GROWTH_IN_MEMORY_MAX = 1_000;

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        System.exit(run(List.of(arguments)));
    }

    /** 0 when all went well, 1 when a check found something or a phase failed, 2 for wrong options. */
    static int run(List<String> arguments) throws IOException {
        if (arguments.stream().findFirst().equals(Optional.of(Peers.STORE))) {
            return serveObjects(arguments);
        }
        // The launcher hands on its own word.
        var options = arguments.stream().limit(1).anyMatch("bench"::equals)
                ? arguments.subList(1, arguments.size())
                : arguments;
        return switch (OptionParser.parse(options, Phases.words(), Peers.words(), new SplittableRandom())) {
            case Parsed.Help(var text) -> {
                System.out.print(text);
                yield 0;
            }
            case Parsed.Refused(var problems) -> {
                problems.forEach(System.err::println);
                yield WRONG_OPTIONS;
            }
            case Parsed.Run(var run) -> measure(run, options);
            case Parsed.Micro(var micro) -> time(micro, options);
        };
    }

    @SuppressWarnings("ClosingStandardOutputStreams") // which closing the peers does not
    private static int measure(Options options, List<String> said) throws IOException {
        System.err.println("Seed " + options.seed());
        var load = options.load();
        var onDisk = load.growth() > GROWTH_IN_MEMORY_MAX;
        try (var peers = Peers.start(options.peers(), load.connections(), onDisk, System.err)) {
            var stop = new Thread(peers::close);
            Runtime.getRuntime().addShutdownHook(stop);
            var contenders = new ArrayList<>(Contender.named(options));
            peers.all().forEach(peer -> contenders.add(new Contender(peer.target(), peer.meter(), peers::forget)));
            var circumstances = Circumstances.of(options, said);
            var given = options.tablesFrom().stream()
                    .collect(Collectors.toMap(Named::name, from -> LoadedTables.in(Path.of(from.value()))));
            var report = new Report(new Contest(options, contenders, given, System.err).run(), circumstances);
            if (options.report().isPresent()) {
                report.write(options.report().get());
            }
            System.out.print(report.text());
            Runtime.getRuntime().removeShutdownHook(stop);
            return report.isClean() ? 0 : BAD_FINDINGS;
        }
    }

    private static int time(MicroOptions options, List<String> said) throws IOException {
        System.err.println("Seed " + options.seed());
        var run = MicroRun.of(said, options.seed());
        var figures = Micro.run(options, System.err);
        if (figures.isEmpty()) {
            System.err.printf(
                    "No part has a name that holds \"%s\". See docs/microbenchmarks.md.%n", options.pattern());
            return WRONG_OPTIONS;
        }
        var report = new MicroReport(run.measured(figures));
        if (options.report().isPresent()) {
            report.addTo(options.report().get());
        }
        System.out.print(report.text());
        return 0;
    }

    /** Until the process is ended. */
    private static int serveObjects(List<String> arguments) throws IOException {
        var port = Integer.parseInt(arguments.get(1));
        try (var _ =
                arguments.size() > 2 ? S3Store.inFolder(port, Path.of(arguments.get(2))) : S3Store.inMemory(port)) {
            Thread.currentThread().join();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
