package io.meerkat.benchmark.report;

import io.meerkat.benchmark.check.Findings;
import io.meerkat.benchmark.measure.Run;
import io.meerkat.benchmark.phase.Growth;
import java.util.List;

/** What came of one turn. */
public record Result(String phase, String target, int round, Outcome outcome) {

    public sealed interface Outcome {}

    public record Measured(Run run, Findings findings) implements Outcome {}

    public record Grown(List<Growth.Point> points, Findings findings) implements Outcome {}

    /** The target does not offer it. */
    public record Skipped(String reason) implements Outcome {}

    /** It should have worked. */
    public record Failed(String reason) implements Outcome {}
}
