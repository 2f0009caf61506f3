package io.meerkat.benchmark.micro.codec;

import io.meerkat.benchmark.micro.sample.Seed;
import io.meerkat.model.Fragment;
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

/** Microseconds for the hash of a fragment of so many letters: SHA-256 and little else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Fragments {
    @Param({"512", "16384"})
    public int letters;

    private String text;

    @Setup
    public void write() {
        text = Seed.random()
                .ints(letters, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @Benchmark
    public Fragment hash() {
        return Fragment.of(text);
    }
}
