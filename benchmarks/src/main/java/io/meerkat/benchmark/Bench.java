package io.meerkat.benchmark;

import io.meerkat.benchmark.options.OptionParser;
import io.meerkat.benchmark.options.Options;
import io.meerkat.benchmark.options.Parsed;
import io.meerkat.benchmark.phase.Phases;
import io.meerkat.benchmark.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The word bench. */
public final class Bench {
    private static final int WRONG_OPTIONS = 2;
    private static final int BAD_FINDINGS = 1;

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        System.exit(run(List.of(arguments)));
    }

    /** 0 when all went well, 1 when a check found something or a phase failed, 2 for wrong options. */
    static int run(List<String> arguments) throws IOException {
        // The launcher hands on its own word.
        var options = arguments.stream().limit(1).anyMatch("bench"::equals)
                ? arguments.subList(1, arguments.size())
                : arguments;
        return switch (OptionParser.parse(options, Phases.words(), List.of(), new SplittableRandom())) {
            case Parsed.Help(var text) -> {
                System.out.print(text);
                yield 0;
            }
            case Parsed.Refused(var problems) -> {
                problems.forEach(System.err::println);
                yield WRONG_OPTIONS;
            }
            case Parsed.Run(var run) -> measure(run);
        };
    }

    private static int measure(Options options) throws IOException {
        System.err.println("Seed " + options.seed());
        var contenders = new ArrayList<>(Contender.named(options));
        var results = new Contest(options, contenders, System.err).run();
        var report = new Report(results);
        System.out.print(report.text());
        return report.isClean() ? 0 : BAD_FINDINGS;
    }
}
