package io.meerkat.benchmark.micro.tree;

import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Microseconds for a set of edits, spread over all tables. Every set is applied to the same stored tree. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TreeEdits {
    private static final int EDITS = 4_096;
    private static final int SETS_MIN = 16;
    private static final int TREES_MAX = 64;

    @Param({"1", "16", "256"})
    public int edits;

    private List<SortedMap<TreeKey, Optional<Entry>>> sets;
    private List<Tree> edited;
    private int next;

    @Setup
    public void draw(StoredCatalog catalog) {
        sets = Stream.generate(() -> catalog.sample.edits(edits, catalog.random))
                .limit(Math.max(SETS_MIN, EDITS / edits))
                .toList();
        edited = sets.stream().limit(TREES_MAX).map(catalog.cached::apply).toList();
    }

    @Benchmark
    public Tree apply(StoredCatalog catalog) {
        return catalog.cached.apply(sets.get(next() % sets.size()));
    }

    @Benchmark
    public void diff(StoredCatalog catalog, Blackhole read) {
        catalog.cached.diff(edited()).forEach(read::consume);
    }

    /** The new nodes of an edited tree as the bytes that would be stored; nobody stores them. */
    @Benchmark
    public void checkpoint(Stored stored, Blackhole written) {
        edited().unsaved().values().forEach(node -> {
            byte[] bytes = node.toBytes();
            stored.nodes++;
            stored.bytes += bytes.length;
            written.consume(bytes);
        });
    }

    private Tree edited() {
        return edited.get(next() % edited.size());
    }

    /** Never negative, however long it runs. */
    private int next() {
        next = next + 1 & Integer.MAX_VALUE;
        return next;
    }

    /** What a set of edits would write. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Stored {
        public long nodes;
        public long bytes;
    }
}
