package io.meerkat.benchmark.micro.graph;

import io.meerkat.merge.graph.CommitsInMemory;
import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A branch with so many commits, and another one that parted from it. */
@State(Scope.Benchmark)
public class LongHistory {
    private static final int OWN = 10;
    private static final int BETWEEN_MERGES = 1_000;

    /** How the two branches came about. */
    public enum Shape {
        /** The other branch was cut from the head, and both went on. */
        RECENT,
        /** Both merged each other's head, and went on. */
        CRISS_CROSS,
        /** The other branch was cut from the root. */
        PARTED,
        /** The same, and every thousandth commit since has merged a third branch. */
        PARTED_BEFORE_MERGES
    }

    @Param({"10000", "1000000"})
    public int commits;

    @Param
    public Shape shape = Shape.RECENT;

    final CommitsInMemory graph = new CommitsInMemory();
    CommitId root;
    CommitId ours;
    CommitId theirs;
    private int made;

    @Setup
    public void grow() {
        root = commit();
        var main = shape == Shape.PARTED_BEFORE_MERGES ? merging(root) : line(root, commits);
        var one = line(main, OWN);
        var other = line(main, OWN);
        ours = line(shape == Shape.CRISS_CROSS ? commit(one, other) : one, OWN);
        theirs = switch (shape) {
            case RECENT -> line(other, OWN);
            case CRISS_CROSS -> line(commit(other, one), OWN);
            case PARTED, PARTED_BEFORE_MERGES -> line(root, OWN);
        };
    }

    private CommitId merging(CommitId from) {
        var head = from;
        while (made < commits) {
            head = commit(line(head, BETWEEN_MERGES), line(head, OWN));
        }
        return head;
    }

    private CommitId line(CommitId from, int count) {
        var head = from;
        for (int i = 0; i < count; i++) {
            head = commit(head);
        }
        return head;
    }

    /** Ids need not be hashes of anything here, only to be spread like hashes. */
    private CommitId commit(CommitId... parents) {
        byte[] bytes = new byte[Hash.LENGTH];
        ByteBuffer.wrap(bytes).putLong(made * 0x9E3779B97F4A7C15L);
        var id = new CommitId(Hash.of(bytes));
        graph.add(id, List.of(parents), List.of(), Instant.EPOCH.plusSeconds(made), Hash.ZERO);
        made++;
        return id;
    }
}
