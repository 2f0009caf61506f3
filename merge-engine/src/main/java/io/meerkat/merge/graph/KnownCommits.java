package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one operation has read of a graph so far, for all its questions. It reads on by windows of generations that grow
 * while they bring little, so that what is near costs little and what is far few calls. For one thread.
 */
public final class KnownCommits {
    private static final long WINDOW_FIRST = 64;
    private static final int GROWTH = 4;

    /** How many commits a call should bring. One that comes from sparse generations to dense ones may bring more. */
    private static final int READ_AT_ONCE = 4_096;

    /** So that it cannot bring all there are. */
    private static final long WINDOW_MAX = 1 << 16;

    private final CommitGraph graph;
    private final Map<CommitId, CommitNode> nodes = new HashMap<>();
    private final Map<List<CommitId>, Optional<CommitId>> forks = new HashMap<>();
    private long window = WINDOW_FIRST;

    public KnownCommits(CommitGraph graph) {
        this.graph = graph;
    }

    /** Reads these alone, those together that are not known. */
    public void read(Collection<CommitId> ids) {
        var missing = ids.stream().filter(id -> !nodes.containsKey(id)).collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            nodes.putAll(graph.commits(missing, Long.MAX_VALUE));
        }
    }

    /** @throws UnknownCommitException if the graph does not have it */
    public CommitNode get(CommitId id) {
        var node = nodes.get(id);
        if (node == null) {
            node = graph.commits(Set.of(id), Long.MAX_VALUE).get(id);
            if (node == null) {
                throw new UnknownCommitException(id);
            }
            nodes.put(id, node);
        }
        return node;
    }

    CommitNode on(CommitId stretch, long generation) {
        var node = graph.on(stretch, generation);
        nodes.put(node.id(), node);
        return node;
    }

    boolean knows(CommitId id) {
        return nodes.containsKey(id);
    }

    boolean knows(List<CommitId> ids) {
        for (var id : ids) {
            if (!nodes.containsKey(id)) {
                return false;
            }
        }
        return true;
    }

    long window() {
        return window;
    }

    /** @see CommitGraph#fork */
    public Optional<CommitId> fork(CommitId ours, CommitId theirs) {
        return forks.computeIfAbsent(List.of(ours, theirs), pair -> graph.fork(ours, theirs));
    }

    void leap(Set<CommitId> from, long downTo) {
        add(graph.leaps(from, downTo));
    }

    void walk(Set<CommitId> from, long downTo) {
        add(graph.commits(from, downTo));
    }

    private void add(Map<CommitId, CommitNode> found) {
        nodes.putAll(found);
        if (found.size() < READ_AT_ONCE / GROWTH) {
            window = Math.min(WINDOW_MAX, window * GROWTH);
        } else if (found.size() > READ_AT_ONCE) {
            window = Math.max(1, window / GROWTH);
        }
    }
}
