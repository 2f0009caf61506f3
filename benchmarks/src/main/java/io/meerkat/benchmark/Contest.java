package io.meerkat.benchmark;

import io.meerkat.benchmark.catalog.Catalog;
import io.meerkat.benchmark.catalog.Table;
import io.meerkat.benchmark.check.Findings;
import io.meerkat.benchmark.http.NoAnswerException;
import io.meerkat.benchmark.measure.Progress;
import io.meerkat.benchmark.measure.Runner;
import io.meerkat.benchmark.options.Options;
import io.meerkat.benchmark.phase.Growth;
import io.meerkat.benchmark.phase.Phases;
import io.meerkat.benchmark.phase.Prepared.Ready;
import io.meerkat.benchmark.phase.Prepared.Skipped;
import io.meerkat.benchmark.phase.Session;
import io.meerkat.benchmark.phase.TimedPhase;
import io.meerkat.benchmark.report.Result;
import io.meerkat.benchmark.report.Result.Outcome;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All phases, all rounds, all contenders in turns: what disturbs the machine for a while disturbs all of them. */
record Contest(Options options, List<Contender> contenders, Map<String, List<Table>> given, PrintStream out) {

    List<Result> run() {
        var results = new ArrayList<Result>();
        for (var phase : options.phases()) {
            for (int round = 1; round <= options.rounds(); round++) {
                for (var contender : contenders) {
                    results.add(turn(phase, contender, round));
                }
            }
        }
        return results;
    }

    private Result turn(String phase, Contender contender, int round) {
        var progress = new Progress(
                out, "%s of %s, round %d of %d".formatted(phase, contender.name(), round, options.rounds()));
        var outcome = outcome(phase, contender, round, progress);
        progress.note(summary(outcome));
        return new Result(phase, contender.name(), round, outcome);
    }

    private Outcome outcome(String phase, Contender contender, int round, Progress progress) {
        var space = space(phase, round);
        try {
            var session = session(space, contender);
            var timed = Phases.timed(phase);
            return timed.isPresent()
                    ? timed(timed.get(), session, contender, progress)
                    : new Result.Grown(
                            new Growth(session, options.load(), options.seed()).measure(), session.findings());
        } catch (NoAnswerException | RuntimeException e) {
            return new Result.Failed(String.valueOf(e.getMessage()));
        } finally {
            contender.done().accept(space);
        }
    }

    /** With the time in it, so that the same seed can be used again on a catalog that is still there. */
    private String space(String phase, int round) {
        return "bench_%d_%s_%d_%s"
                .formatted(
                        options.seed(),
                        phase.replace('-', '_'),
                        round,
                        Long.toString(System.currentTimeMillis(), Character.MAX_RADIX));
    }

    private Session session(String space, Contender contender) throws NoAnswerException {
        var load = options.load();
        var target = contender.target();
        var catalog = Catalog.connect(target.uri(), target.warehouse(), load.timeout(), load.gzip());
        return new Session(
                catalog,
                space,
                load.connections(),
                load.tables(),
                given.getOrDefault(contender.name(), List.of()),
                new Findings());
    }

    private Outcome timed(TimedPhase phase, Session session, Contender contender, Progress progress)
            throws NoAnswerException {
        return switch (phase.prepare(session)) {
            case Skipped(var reason) -> new Result.Skipped(reason);
            case Ready(var work, var check) -> {
                var run = runner().run(work, session.catalog()::open, contender.meter(), progress);
                check.run();
                yield new Result.Measured(run, session.findings());
            }
        };
    }

    private Runner runner() {
        var load = options.load();
        return new Runner(
                load.connections(), load.warmup(), load.measured(), load.rate(), load.timeout(), options.seed());
    }

    private static String summary(Outcome outcome) {
        return switch (outcome) {
            case Result.Measured(var run, var findings) ->
                String.format(
                        Locale.ROOT,
                        "%,.0f/s, p50 %.2f ms, p99 %.2f ms; lost %d, phantom %d, torn %d",
                        run.rate(),
                        run.tally().millisAt(50),
                        run.tally().millisAt(99),
                        findings.lost().size(),
                        findings.phantom().size(),
                        findings.torn().size());
            case Result.Grown(var points, var _) -> points.toString();
            case Result.Skipped(var reason) -> "skipped: " + reason;
            case Result.Failed(var reason) -> "FAILED: " + reason;
        };
    }
}
