package io.meerkat.benchmark.micro.codec;

import io.meerkat.benchmark.micro.sample.SampleCommit;
import io.meerkat.benchmark.micro.sample.Seed;
import io.meerkat.command.event.EventCodec;
import io.meerkat.command.event.EventName;
import io.meerkat.model.Hash;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.model.event.Event;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Microseconds for the event of a commit that changed so many tables. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Events {
    @Param({"1", "100", "1000"})
    public int changes;

    private final EventCodec codec = EventCodec.current();
    private CommitRecorded event;
    private EventName name;
    private byte[] payload;

    @Setup
    public void encodeOnce() {
        event = SampleCommit.recorded(changes, Seed.random());
        name = EventCodec.nameOf(event);
        payload = codec.encode(event);
    }

    @Benchmark
    public byte[] encode() {
        return codec.encode(event);
    }

    /** Hashes the changes too, to make sure that the commit names them. */
    @Benchmark
    public Event decode() {
        return codec.decode(name, payload);
    }

    @Benchmark
    public Hash hashChanges() {
        return event.changes().hash();
    }
}
