package io.meerkat.benchmark.micro.codec;

import io.meerkat.benchmark.micro.sample.SampleTable;
import io.meerkat.benchmark.micro.sample.Seed;
import io.meerkat.model.Content;
import io.meerkat.model.Hash;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Microseconds for the content of a table, which names the fragments of its metadata. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Contents {
    @Param({"10", "1000"})
    public int snapshots;

    private Content content;
    private byte[] bytes;

    @Setup
    public void encodeOnce() {
        var random = Seed.random();
        content = SampleTable.content(SampleTable.json(snapshots, random), random);
        bytes = content.toBytes();
    }

    @Benchmark
    public byte[] encode() {
        return content.toBytes();
    }

    @Benchmark
    public Content decode() {
        return Content.of(bytes);
    }

    /** Encodes it as well. */
    @Benchmark
    public Hash hash() {
        return content.hash();
    }
}
