package io.meerkat.benchmark.micro.lane;

import io.meerkat.benchmark.micro.sample.SampleCatalog;
import io.meerkat.benchmark.micro.sample.SampleCommit;
import io.meerkat.benchmark.micro.sample.Seed;
import io.meerkat.benchmark.micro.sample.StoredNodes;
import io.meerkat.command.branch.AppendedBatch;
import io.meerkat.command.branch.CommitChanges;
import io.meerkat.command.branch.Facts;
import io.meerkat.merge.tree.NodeCache;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.event.Head;
import io.meerkat.storage.event.Head.BranchHead;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Microseconds for a batch of so many requests, each of which changes a property of one table. By the way that a lane
 * takes: the command goes through Axon to the branch, which is loaded from its head and decides; only that the events
 * are not written. All tree nodes are in memory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Decisions {
    private static final int BATCHES = 16;
    private static final long CACHE_BYTES = 1L << 30;

    @Param({"100", "1000000"})
    public int tables;

    @Param({"1", "16", "256"})
    public int requests;

    private BranchCommands branch;
    private List<CommitChanges> batches;
    private int next;

    @Setup
    public void prepare() {
        var random = Seed.random();
        var stored = new StoredNodes();
        var catalog = new SampleCatalog(tables);
        var built = catalog.tree(random, stored);
        stored.save(built);
        var nodes = new NodeCache(stored, CACHE_BYTES);
        var tree = Tree.at(built.root(), nodes);
        var commit = new CommitId(SampleCatalog.hash(random));
        branch = new BranchCommands(new Head(
                1,
                Hash.ZERO,
                Optional.of(new BranchHead(
                        SampleCommit.CATALOG,
                        LineId.first(SampleCommit.BRANCH),
                        new CommitPoint(commit, tree.root(), 1, SampleCommit.TIME)))));
        var draft = new SampleRequests(catalog, tree, random);
        batches = Stream.generate(() -> new CommitChanges(
                        TenantId.DEFAULT,
                        SampleCommit.BRANCH,
                        SampleCommit.TIME,
                        draft.draw(requests),
                        Facts.NONE,
                        (line, generation, root) -> tree))
                .limit(BATCHES)
                .toList();
        requireAllAccepted();
    }

    /** A batch of refusals would be decided in no time. */
    private void requireAllAccepted() {
        for (var batch : batches) {
            var accepted = branch.run(batch).decision().accepted().size();
            if (accepted != requests) {
                throw new IllegalStateException("%d of %d requests were accepted".formatted(accepted, requests));
            }
        }
    }

    @Benchmark
    public AppendedBatch decide() {
        next = (next + 1) % BATCHES;
        return branch.run(batches.get(next));
    }
}
