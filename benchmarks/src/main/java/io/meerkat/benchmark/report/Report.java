package io.meerkat.benchmark.report;

import java.util.List;
import java.util.stream.Collectors;

/** What is said of a contest. */
public final class Report {
    private final Results results;

    public Report(List<Result> results) {
        this.results = new Results(results);
    }

    /** A section for each phase, in Markdown. */
    public String text() {
        return results.phases().stream()
                .map(phase -> "## %s%n%n%s%n".formatted(phase, new PhaseText(results, phase).text()))
                .collect(Collectors.joining());
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
