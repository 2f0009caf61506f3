package io.meerkat.benchmark.micro.tree;

import io.meerkat.merge.tree.Row;
import io.meerkat.model.Entry;
import io.meerkat.model.KeyRange;
import io.meerkat.model.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Microseconds for a question. The tables asked for are drawn from all there are. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TreeReads {
    private static final int QUESTIONS = 1 << 16;
    private static final int PAGE = 100;

    private List<ObjectName> names;
    private int next;

    @Setup
    public void draw(StoredCatalog catalog) {
        names = Stream.generate(() -> catalog.sample.anyTable(catalog.random))
                .limit(QUESTIONS)
                .toList();
    }

    @Benchmark
    public Optional<Entry> lookup(StoredCatalog catalog) {
        return catalog.cached.get(name().key());
    }

    /** Decodes each node on the way, and makes sure of its hash, as when nothing of the tree is in memory. */
    @Benchmark
    public Optional<Entry> lookupUncached(StoredCatalog catalog) {
        return catalog.uncached.get(name().key());
    }

    /** Up to a hundred tables of a namespace, from any of them on. */
    @Benchmark
    public List<Row> scanPage(StoredCatalog catalog) {
        var from = name();
        return catalog.cached.scan(KeyRange.objectsIn(from.namespace()).after(from.key()), PAGE);
    }

    /** How many tables a namespace has. */
    @Benchmark
    public long count(StoredCatalog catalog) {
        return catalog.cached.count(KeyRange.objectsIn(name().namespace()));
    }

    private ObjectName name() {
        return names.get(next++ & QUESTIONS - 1);
    }
}
