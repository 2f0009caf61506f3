package io.meerkat.benchmark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said of a contest. */
public final class Report {
    private static final String NAME = "benchmarks";

    private final Results results;
    private final Circumstances circumstances;

    public Report(List<Result> results, Circumstances circumstances) {
        this.results = new Results(results);
        this.circumstances = circumstances;
    }

    /** A section for each phase, in Markdown. */
    public String text() {
        return results.phases().stream()
                .map(phase -> "## %s%n%n%s%n".formatted(phase, new PhaseText(results, phase).text()))
                .collect(Collectors.joining());
    }

    /** A page with the charts, the charts, and the figures behind them. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var charts = new Charts(results).all();
        for (var chart : charts.entrySet()) {
            Files.writeString(folder.resolve(file(chart.getKey())), Svg.of(chart.getValue()));
        }
        Files.writeString(folder.resolve(NAME + ".csv"), new Csv(results).text());
        Files.writeString(folder.resolve(NAME + ".md"), page(charts));
    }

    String page(Map<String, Chart> charts) {
        return circumstances.text() + pictures(charts) + text().stripTrailing() + "\n";
    }

    private static String pictures(Map<String, Chart> charts) {
        return charts.entrySet().stream()
                .map(chart -> "![%s](%s)%n%n".formatted(chart.getValue().title(), file(chart.getKey())))
                .collect(Collectors.joining());
    }

    private static String file(String chart) {
        return NAME + "-" + chart + ".svg";
    }

    /** Whether every phase ran, and every check found what it should and nothing else. */
    public boolean isClean() {
        return !results.hasFailed()
                && results.findings()
                        .allMatch(found -> found.lost().isEmpty()
                                && found.phantom().isEmpty()
                                && found.torn().isEmpty());
    }
}
