package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import io.meerkat.model.Hash;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A graph whose commits are all in memory, added parents first. Not for several threads at once while it grows. */
public final class CommitsInMemory implements CommitGraph {
    private final Map<CommitId, CommitNode> nodes = new HashMap<>();
    private final Map<CommitId, List<CommitNode>> stretches = new HashMap<>();

    /**
     * Adds a commit, which goes on its parent's stretch if it is plain and the first to do so.
     *
     * @throws UnknownCommitException if a parent is not there yet
     */
    public CommitNode add(CommitId id, List<CommitId> parents, List<Edge> edges, Instant time, Hash changes) {
        long generation = Math.max(above(parents), above(CommitNode.linked(edges, Edge.Type.MERGED)));
        var stretch = stretch(id, parents, edges);
        var node = new CommitNode(id, generation, parents, edges, time, changes, stretch);
        if (nodes.putIfAbsent(id, node) != null) {
            throw new IllegalArgumentException("commit %s is there already".formatted(id));
        }
        stretches.computeIfAbsent(stretch, _ -> new ArrayList<>(1)).add(node);
        return node;
    }

    private long above(List<CommitId> commits) {
        long generation = 0;
        for (var commit : commits) {
            generation = Math.max(generation, node(commit).generation() + 1);
        }
        return generation;
    }

    private CommitId stretch(CommitId id, List<CommitId> parents, List<Edge> edges) {
        if (!CommitNode.plain(parents, edges)) {
            return id;
        }
        var parent = node(parents.getFirst());
        var onIt = stretches.get(parent.stretch());
        return onIt != null && onIt.getLast().equals(parent) ? parent.stretch() : id;
    }

    @Override
    public Map<CommitId, CommitNode> commits(Set<CommitId> from, long downTo) {
        return walk(from, downTo, CommitNode::parents);
    }

    @Override
    public Map<CommitId, CommitNode> leaps(Set<CommitId> from, long downTo) {
        return walk(from, downTo, CommitsInMemory::leap);
    }

    @Override
    public CommitNode on(CommitId stretch, long generation) {
        var lowest = node(stretch);
        var onIt = stretches.get(stretch);
        if (onIt == null) {
            throw new UnknownCommitException(stretch);
        }
        return onIt.get((int) (generation - lowest.generation()));
    }

    private static List<CommitId> leap(CommitNode node) {
        if (!node.isLowest()) {
            return List.of(node.stretch());
        }
        if (node.edges().isEmpty()) {
            return node.parents();
        }
        var links = new ArrayList<>(node.parents());
        links.addAll(node.linked(Edge.Type.MERGED));
        return links;
    }

    private Map<CommitId, CommitNode> walk(
            Set<CommitId> from, long downTo, Function<CommitNode, List<CommitId>> links) {
        var found = new HashMap<CommitId, CommitNode>();
        var next = new ArrayDeque<>(from);
        while (!next.isEmpty()) {
            var node = node(next.remove());
            if (found.put(node.id(), node) == null && node.generation() >= downTo) {
                next.addAll(links.apply(node));
            }
        }
        return found;
    }

    private CommitNode node(CommitId id) {
        var node = nodes.get(id);
        if (node == null) {
            throw new UnknownCommitException(id);
        }
        return node;
    }
}
