package io.meerkat.benchmark.report;

import io.meerkat.benchmark.report.Result.Measured;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Each measured turn as a line, for whoever wants to calculate further. */
record Csv(Results results) {
    private static final String HEAD = "phase,target,round,units,seconds,p50_ms,p99_ms,p999_ms,max_ms,conflicts,"
            + "no_answer,not_begun,bytes,cpu_server_ms,cpu_database_ms,cpu_generator_ms,statements,lost,phantom,torn\n";

    String text() {
        return HEAD
                + results.all().stream()
                        .map(result -> result.outcome() instanceof Measured measured ? line(result, measured) : "")
                        .collect(Collectors.joining());
    }

    private static String line(Result result, Measured measured) {
        var run = measured.run();
        var tally = run.tally();
        var costs = run.costs();
        var findings = measured.findings();
        return String.format(
                Locale.ROOT,
                "%s,%s,%d,%d,%.3f,%.3f,%.3f,%.3f,%.3f,%d,%d,%d,%d,%s,%s,%.0f,%s,%d,%d,%d%n",
                result.phase(),
                result.target(),
                result.round(),
                tally.units(),
                run.seconds(),
                tally.millisAt(50),
                tally.millisAt(99),
                tally.millisAt(99.9),
                tally.millisMax(),
                tally.conflicts(),
                tally.noAnswer(),
                run.missed(),
                tally.bytes(),
                shown(costs.server()),
                shown(costs.database()),
                costs.own(),
                costs.statements().map(String::valueOf).orElse(""),
                findings.lost().size(),
                findings.phantom().size(),
                findings.torn().size());
    }

    private static String shown(Optional<Double> millis) {
        return millis.map(known -> String.format(Locale.ROOT, "%.0f", known)).orElse("");
    }
}
