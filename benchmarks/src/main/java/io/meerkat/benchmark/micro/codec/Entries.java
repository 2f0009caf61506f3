package io.meerkat.benchmark.micro.codec;

import io.meerkat.benchmark.micro.sample.SampleCatalog;
import io.meerkat.benchmark.micro.sample.SampleCommit;
import io.meerkat.benchmark.micro.sample.Seed;
import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;
import io.meerkat.model.Entry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Microseconds for one value of a tree, and for the id of one commit. Neither grows with anything. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Entries {
    private Entry entry;
    private byte[] bytes;
    private Commit commit;

    @Setup
    public void encodeOnce() {
        var random = Seed.random();
        entry = SampleCatalog.table(random);
        bytes = entry.toBytes();
        commit = SampleCommit.of(SampleCommit.changes(1, random), random);
    }

    @Benchmark
    public byte[] encode() {
        return entry.toBytes();
    }

    @Benchmark
    public Entry decode() {
        return Entry.of(bytes);
    }

    @Benchmark
    public CommitId commitId() {
        return commit.id();
    }
}
