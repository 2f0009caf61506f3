package io.meerkat.benchmark.micro;

import io.meerkat.benchmark.micro.sample.Seed;
import io.meerkat.benchmark.options.MicroOptions;
import io.meerkat.benchmark.report.Figure;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs what JMH finds in this package, and makes figures of what it says. */
public final class Micro {
    private static final String PACKAGE = Micro.class.getPackageName() + ".";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Micro() {}

    /**
     * Progress goes to {@code out}.
     *
     * @return nothing where no name matches the pattern
     */
    public static List<Figure> run(MicroOptions options, PrintStream out) throws IOException {
        try (var _ = ClassPath.prepare()) {
            return new Runner(options(options), OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL))
                    .run().stream().map(Micro::figure).toList();
        } catch (NoBenchmarksException _) {
            return List.of();
        } catch (RunnerException e) {
            throw new IllegalStateException("a part of Meerkat could not be measured: " + e.getMessage(), e);
        }
    }

    private static org.openjdk.jmh.runner.options.Options options(MicroOptions options) {
        return new OptionsBuilder()
                .include(PACKAGE.replace(".", "\\.") + ".*(?:" + options.pattern() + ")")
                .forks(options.forks())
                .warmupIterations(iterations(options.warmup()))
                .warmupTime(iteration(options.warmup()))
                .measurementIterations(iterations(options.measured()))
                .measurementTime(iteration(options.measured()))
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("-Xmx" + options.heap(), "-D%s=%d".formatted(Seed.PROPERTY, options.seed()))
                .shouldFailOnError(true)
                .build();
    }

    /** A second each; what is shorter is one. */
    private static int iterations(Duration time) {
        return (int) (time.isZero() ? 0 : Math.max(1, time.toSeconds()));
    }

    private static TimeValue iteration(Duration time) {
        return TimeValue.milliseconds(Math.max(1, time.toMillis() / Math.max(1, iterations(time))));
    }

    private static Figure figure(RunResult run) {
        var time = run.getPrimaryResult();
        if (!time.getScoreUnit().equals("us/op")) {
            throw new IllegalStateException(
                    "%s is in %s".formatted(run.getParams().getBenchmark(), time.getScoreUnit()));
        }
        var others = run.getSecondaryResults();
        return new Figure(
                run.getParams().getBenchmark().substring(PACKAGE.length()),
                parameters(run),
                time.getScore(),
                Optional.of(time.getScoreError()).filter(error -> !error.isNaN()),
                Optional.ofNullable(others.get(ALLOCATED)).map(Result::getScore),
                counted(others, "bytes", time),
                counted(others, "nodes", time));
    }

    private static String parameters(RunResult run) {
        return run.getParams().getParamsKeys().stream()
                .map(key -> key + "=" + run.getParams().getParam(key))
                .collect(Collectors.joining(" "));
    }

    /** JMH says how long it took for each thing counted; what is wanted is how many a unit of work had. */
    @SuppressWarnings("rawtypes") // as JMH declares it
    private static Optional<Double> counted(Map<String, Result> others, String name, Result<?> time) {
        return Optional.ofNullable(others.get(name)).map(each -> time.getScore() / each.getScore());
    }
}
