package io.meerkat.benchmark.micro.tree;

import io.meerkat.benchmark.micro.sample.SampleCatalog;
import io.meerkat.benchmark.micro.sample.Seed;
import io.meerkat.benchmark.micro.sample.StoredNodes;
import io.meerkat.merge.tree.NodeCache;
import io.meerkat.merge.tree.Tree;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A catalog whose nodes are all stored: once behind a cache that holds every one, once to be decoded at each step. */
@State(Scope.Benchmark)
public class StoredCatalog {
    private static final long CACHE_BYTES = 1L << 30;

    @Param({"100", "10000", "1000000"})
    public int tables;

    SplittableRandom random;
    SampleCatalog sample;
    Tree cached;
    Tree uncached;

    @Setup
    public void store() {
        random = Seed.random();
        sample = new SampleCatalog(tables);
        var nodes = new StoredNodes();
        var built = sample.tree(random, nodes);
        nodes.save(built);
        uncached = built.saved();
        cached = Tree.at(built.root(), new NodeCache(nodes, CACHE_BYTES));
    }
}
