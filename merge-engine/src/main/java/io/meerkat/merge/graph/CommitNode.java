package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import io.meerkat.model.Hash;
import java.time.Instant;
import java.util.List;

/**
 * What the graph holds of a commit. {@code generation} is one more than the highest of its parents and of what it merged
 * by an edge, so that every link leads to a lower one; {@code time} is later than theirs. {@code changes} is the hash of
 * what it changed. {@code stretch} is the lowest commit of the stretch that it lies on: commits of which each is the only
 * parent of the next, one generation apart, and of which all but the lowest are {@link #plain}.
 */
public record CommitNode(
        CommitId id,
        long generation,
        List<CommitId> parents,
        List<Edge> edges,
        Instant time,
        Hash changes,
        CommitId stretch) {

    public CommitNode {
        parents = List.copyOf(parents);
        edges = List.copyOf(edges);
        if (parents.isEmpty() != (generation == 0)) {
            throw new IllegalArgumentException(
                    "commit %s of generation %d cannot have %d parents".formatted(id, generation, parents.size()));
        }
        if (!stretch.equals(id) && !plain(parents, edges)) {
            throw new IllegalArgumentException(
                    "commit %s must be the lowest of its stretch: it is more than the child of one".formatted(id));
        }
    }

    /**
     * Whether a commit may lie on the stretch of its parent. One that merges or reverts may not: whoever leaps over a
     * stretch must not miss it.
     */
    public static boolean plain(List<CommitId> parents, List<Edge> edges) {
        return parents.size() == 1
                && linked(edges, Edge.Type.MERGED).isEmpty()
                && linked(edges, Edge.Type.REVERTED).isEmpty();
    }

    public boolean isLowest() {
        return stretch.equals(id);
    }

    /** The commits of the edges of this type. */
    public List<CommitId> linked(Edge.Type type) {
        return linked(edges, type);
    }

    static List<CommitId> linked(List<Edge> edges, Edge.Type type) {
        if (edges.isEmpty()) {
            return List.of();
        }
        return edges.stream()
                .filter(edge -> edge.type() == type)
                .map(Edge::commit)
                .toList();
    }

    /** What it merged, as its second parent or recorded by an edge. */
    public List<CommitId> mergedHeads() {
        return parents.size() == 2 ? List.of(parents.get(1)) : linked(Edge.Type.MERGED);
    }
}
