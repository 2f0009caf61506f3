package io.meerkat.benchmark.micro.body;

import io.meerkat.benchmark.micro.sample.SampleTable;
import io.meerkat.benchmark.micro.sample.Seed;
import io.meerkat.merge.body.BodyCutter;
import io.meerkat.merge.body.CutBody;
import io.meerkat.model.Body;
import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Microseconds for the whole metadata of a table: about 8 kB with 10 snapshots. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Bodies {
    @Param({"10", "1000"})
    public int snapshots;

    private String json;
    private Body body;
    private Map<Hash, String> texts;

    @Setup
    public void cutOnce() {
        json = SampleTable.json(snapshots, Seed.random());
        var cut = BodyCutter.cut(json);
        body = cut.body();
        texts = cut.fragments().stream().collect(Collectors.toMap(Fragment::hash, Fragment::text));
    }

    /** Finds where the fragments begin and end, and hashes each. */
    @Benchmark
    public CutBody cut() {
        return BodyCutter.cut(json);
    }

    /** From fragments that are all in memory. */
    @Benchmark
    public String join() {
        return BodyCutter.join(body, hash -> Objects.requireNonNull(texts.get(hash)));
    }
}
