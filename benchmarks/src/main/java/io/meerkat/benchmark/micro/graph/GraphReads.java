package io.meerkat.benchmark.micro.graph;

import io.meerkat.merge.graph.AheadBehind;
import io.meerkat.merge.graph.Ancestry;
import io.meerkat.merge.graph.BasePlan;
import io.meerkat.merge.graph.BasePlanner;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.LogCursor;
import io.meerkat.merge.graph.LogPage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Microseconds for a question, each asked by somebody who knows nothing of the graph yet. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GraphReads {
    private static final int PAGE = 50;

    @Benchmark
    public BasePlan mergeBase(LongHistory history) {
        return BasePlanner.plan(new KnownCommits(history.graph), history.ours, history.theirs);
    }

    /** Whether the newest commit descends from the oldest. */
    @Benchmark
    public boolean ancestry(LongHistory history) {
        return new Ancestry(new KnownCommits(history.graph)).isAncestor(history.root, history.ours);
    }

    @Benchmark
    public AheadBehind aheadBehind(LongHistory history) {
        return AheadBehind.of(new KnownCommits(history.graph), history.ours, history.theirs);
    }

    /** The newest fifty commits. */
    @Benchmark
    public LogPage logPage(LongHistory history) {
        return LogPage.read(new KnownCommits(history.graph), LogCursor.of(history.ours), PAGE);
    }
}
