package io.meerkat.benchmark.report;

import io.meerkat.benchmark.measure.Run;
import io.meerkat.benchmark.phase.Growth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One phase in Markdown: speed and what went wrong, then what it cost. */
record PhaseText(Results results, String phase) {

    String text() {
        var remarks = results.remarks(phase).stream()
                .map(remark -> "- " + remark + "\n")
                .collect(Collectors.joining());
        var body = phase.equals(Growth.WORD) ? growth() : measured(results.rows(phase), results.first(phase));
        return body + (remarks.isEmpty() ? "" : "\n" + remarks);
    }

    private static String measured(List<Row> rows, Optional<Row> first) {
        if (rows.isEmpty()) {
            return "";
        }
        var speed = new Table(
                "",
                "units/s",
                "each round",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms",
                "409",
                "errors",
                "no answer",
                "not begun",
                "lost",
                "phantom",
                "torn");
        var cost = new Table(
                "",
                "bytes received",
                "CPU ms server",
                "CPU ms PostgreSQL",
                "CPU ms generator",
                "SQL per request",
                "memory MB",
                "most MB");
        for (var row : rows) {
            speed(speed, row, first);
            cost.row(
                    row.target(),
                    Numbers.shown(row.bytesPerUnit()),
                    Numbers.shown(row.serverCpu()),
                    Numbers.shown(row.databaseCpu()),
                    Numbers.shown(row.ownCpu()),
                    Numbers.shown(row.statementsPerRequest()),
                    Numbers.megabytes(row.residentKb()),
                    Numbers.megabytes(row.peakKb()));
        }
        return speed.text() + "\nPer unit:\n\n" + cost.text();
    }

    private static void speed(Table table, Row row, Optional<Row> first) {
        table.row(
                row.target(),
                Numbers.shown(row.rate()),
                first.filter(other -> !other.target().equals(row.target()))
                        .map(other ->
                                row.factors(other).stream().map(Numbers::factor).collect(Collectors.joining(" ")))
                        .orElse(""),
                Numbers.shown(row.millisAt(50)),
                Numbers.shown(row.millisAt(99)),
                Numbers.shown(row.millisAt(99.9)),
                Numbers.shown(row.millisMax()),
                counted(row.sum(run -> run.tally().conflicts())),
                row.errors().entrySet().stream()
                        .map(error -> "%d: %d".formatted(error.getKey(), error.getValue()))
                        .collect(Collectors.joining(", ")),
                counted(row.sum(run -> run.tally().noAnswer())),
                counted(row.sum(Run::missed)),
                Long.toString(row.found(round -> round.findings().lost().size())),
                Long.toString(row.found(round -> round.findings().phantom().size())),
                Long.toString(row.found(round -> round.findings().torn().size())));
    }

    private static String counted(long count) {
        return count == 0 ? "" : Long.toString(count);
    }

    private String growth() {
        var table = new Table("", "snapshots", "commit ms", "to the first", "load ms", "to the first", "bytes");
        for (var target : results.targets()) {
            var points = results.grown(target).orElse(List.of());
            for (var point : points) {
                table.row(
                        target,
                        Integer.toString(point.snapshots()),
                        Numbers.shown(point.commitMillis()),
                        Numbers.factor(point.commitMillis() / points.getFirst().commitMillis()),
                        Numbers.shown(point.loadMillis()),
                        Numbers.factor(point.loadMillis() / points.getFirst().loadMillis()),
                        Numbers.shown((double) point.bytes()));
            }
        }
        return table.text();
    }
}
