package io.meerkat.benchmark.report;

import io.meerkat.benchmark.phase.Growth;
import io.meerkat.benchmark.report.Chart.Bar;
import io.meerkat.benchmark.report.Chart.Group;
import io.meerkat.benchmark.report.Chart.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The pictures of a report, by the names of their files. */
record Charts(Results results) {
    private static final double PERCENT_99 = 99;

    Map<String, Chart> all() {
        var charts = new LinkedHashMap<String, Chart>();
        add(charts, "rate", "Work done in a second", "units/s, logarithmic; longer is better", groups(this::rate));
        add(
                charts,
                "p99",
                "What 99 of 100 units stay below",
                "milliseconds, logarithmic; shorter is better",
                groups((row, first) -> bar(row, first, r -> r.millisAt(PERCENT_99), " ms")));
        add(
                charts,
                "cpu",
                "CPU that a unit costs, server and PostgreSQL together",
                "milliseconds, logarithmic; shorter is better",
                costs());
        add(
                charts,
                "growth",
                "A commit and a load as a table's history grows",
                "milliseconds to the last byte, logarithmic; shorter is better",
                growth());
        return charts;
    }

    private void add(Map<String, Chart> charts, String name, String title, String subtitle, List<Group> groups) {
        var values = Chart.valuesOf(groups);
        if (!values.isEmpty()) {
            charts.put(name, new Chart(title, subtitle, Scale.Logarithmic.of(values), results.targets(), groups));
        }
    }

    private interface Drawing {
        Bar bar(Row row, Optional<Row> first);
    }

    private List<Group> groups(Drawing drawing) {
        var groups = new ArrayList<Group>();
        for (var phase : results.phases()) {
            var rows = results.rows(phase);
            var first = results.first(phase);
            if (!rows.isEmpty()) {
                groups.add(new Group(
                        phase,
                        bars(
                                phase,
                                target -> rows.stream()
                                        .filter(row -> row.target().equals(target))
                                        .findFirst()
                                        .map(row -> drawing.bar(row, first)))));
            }
        }
        return groups;
    }

    private List<Bar> bars(String phase, Function<String, Optional<Bar>> ofTarget) {
        return results.targets().stream()
                .map(target -> ofTarget.apply(target)
                        .orElseGet(() -> new Bar(
                                OptionalDouble.empty(), results.hasFailed(phase, target) ? "failed" : "not offered")))
                .toList();
    }

    private Bar rate(Row row, Optional<Row> first) {
        var label = Numbers.shown(row.rate());
        return new Bar(
                OptionalDouble.of(row.rate()),
                other(row, first)
                        .map(other -> label + "  (" + Numbers.factor(Row.median(row.factors(other))) + ")")
                        .orElse(label));
    }

    private static Bar bar(Row row, Optional<Row> first, ToDoubleFunction<Row> value, String unit) {
        var shown = value.applyAsDouble(row);
        var label = Numbers.shown(shown) + unit;
        return new Bar(
                OptionalDouble.of(shown),
                other(row, first)
                        .map(value::applyAsDouble)
                        .filter(compared -> compared > 0)
                        .map(compared -> label + "  (" + Numbers.factor(shown / compared) + ")")
                        .orElse(label));
    }

    private static Optional<Row> other(Row row, Optional<Row> first) {
        return first.filter(found -> !found.target().equals(row.target()));
    }

    private List<Group> costs() {
        var known = results.phases().stream()
                .flatMap(phase -> results.rows(phase).stream())
                .allMatch(row -> row.serverCpu().isPresent());
        return known
                ? groups((row, first) -> bar(
                        row,
                        first,
                        r -> r.serverCpu().orElse(0.0) + r.databaseCpu().orElse(0.0),
                        " ms"))
                : List.of();
    }

    private List<Group> growth() {
        var lengths = results.targets().stream()
                .flatMap(target -> results.grown(target).orElse(List.of()).stream())
                .map(Growth.Point::snapshots)
                .distinct()
                .sorted()
                .toList();
        var groups = new ArrayList<Group>();
        for (var length : lengths) {
            groups.add(new Group("commit at " + Numbers.tick(length), grown(length, Growth.Point::commitMillis)));
        }
        for (var length : lengths) {
            groups.add(new Group("load at " + Numbers.tick(length), grown(length, Growth.Point::loadMillis)));
        }
        return groups;
    }

    private List<Bar> grown(int length, ToDoubleFunction<Growth.Point> value) {
        return bars(
                Growth.WORD,
                target -> results.grown(target).orElse(List.of()).stream()
                        .filter(point -> point.snapshots() == length)
                        .findFirst()
                        .map(point -> new Bar(
                                OptionalDouble.of(value.applyAsDouble(point)),
                                Numbers.shown(value.applyAsDouble(point)) + " ms")));
    }
}
