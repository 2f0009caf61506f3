package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * A history as it comes about by commits, merges, criss-crosses, resets and new branches on four heads, and beside it all
 * that follows from it by the definitions alone.
 */
final class RandomHistory {
    private static final int HEADS = 4;

    final History history = new History();
    final List<CommitId> ids = new ArrayList<>();
    final List<List<Integer>> parents = new ArrayList<>();
    final List<List<Integer>> merged = new ArrayList<>();

    private final Random random;
    private final boolean withEdges;

    RandomHistory(long seed, int commits, boolean withEdges) {
        this.random = new Random(seed);
        this.withEdges = withEdges;
        add(List.of(), List.of());
        var heads = new int[HEADS];
        while (ids.size() < commits) {
            step(heads);
        }
    }

    private void step(int[] heads) {
        int here = random.nextInt(HEADS);
        int there = random.nextInt(HEADS);
        int ours = heads[here];
        int theirs = heads[there];
        switch (random.nextInt(20)) {
            case 0 -> heads[here] = random.nextInt(ids.size());
            case 1 -> heads[here] = theirs;
            case 2 -> heads[here] = random.nextInt(8) == 0 ? add(List.of(), List.of()) : ours;
            case 3, 4, 5 -> heads[here] = merge(ours, theirs);
            case 6, 7, 8 -> {
                heads[here] = merge(ours, theirs);
                heads[there] = merge(theirs, ours);
            }
            default -> heads[here] = add(List.of(ours), List.of());
        }
    }

    private int merge(int ours, int theirs) {
        if (ours == theirs) {
            return ours;
        }
        return withEdges && random.nextBoolean()
                ? add(List.of(ours), List.of(theirs))
                : add(List.of(ours, theirs), List.of());
    }

    private int add(List<Integer> from, List<Integer> taken) {
        int number = ids.size();
        ids.add(history.commit(
                "c" + number,
                from.stream().map(ids::get).toList(),
                taken.stream()
                        .map(ids::get)
                        .map(id -> new Edge(Edge.Type.MERGED, id))
                        .toList()));
        parents.add(from);
        merged.add(taken);
        return number;
    }

    int any() {
        return random.nextInt(ids.size());
    }

    int oneBelow(int commit) {
        var below = new ArrayList<>(parents.get(commit));
        below.addAll(merged.get(commit));
        return below.get(random.nextInt(below.size()));
    }

    /** The commit and all that parents lead to. */
    BitSet history(int commit) {
        return reached(commit, false);
    }

    /** The commit and all that parents and merged edges lead to. */
    BitSet content(int commit) {
        return reached(commit, true);
    }

    private BitSet reached(int commit, boolean alongEdges) {
        var reached = new BitSet();
        reached.set(commit);
        // Links lead to lower numbers.
        for (int i = commit; i >= 0; i = reached.previousSetBit(i - 1)) {
            parents.get(i).forEach(reached::set);
            if (alongEdges) {
                merged.get(i).forEach(reached::set);
            }
            if (i == 0) {
                break;
            }
        }
        return reached;
    }

    /** Those that both contain, without those that another one of them contains. */
    List<CommitId> bases(int ours, int theirs) {
        var common = content(ours);
        common.and(content(theirs));
        var best = (BitSet) common.clone();
        common.stream().forEach(each -> {
            var below = content(each);
            below.clear(each);
            best.andNot(below);
        });
        return named(best);
    }

    /** What {@code to} has in its history and {@code from} does not contain, the lowest number first. */
    List<CommitId> between(int from, int to) {
        var own = history(to);
        own.andNot(content(from));
        return named(own);
    }

    private List<CommitId> named(BitSet numbers) {
        return numbers.stream().mapToObj(ids::get).toList();
    }
}
