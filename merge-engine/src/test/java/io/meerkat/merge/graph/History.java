package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import io.meerkat.model.Domain;
import io.meerkat.model.Edge;
import io.meerkat.model.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commits by name, a second apart, that count how they are read. */
public final class History implements CommitGraph {
    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final CommitsInMemory commits = new CommitsInMemory();
    private int size;
    private int calls;
    private int given;

    public CommitId commit(String name, CommitId... parents) {
        return commit(name, List.of(parents), List.of());
    }

    /** One commit that records by an edge what it merged. */
    public CommitId squash(String name, CommitId parent, CommitId merged) {
        return commit(name, List.of(parent), List.of(new Edge(Edge.Type.MERGED, merged)));
    }

    public CommitId revert(String name, CommitId parent, CommitId reverted) {
        return commit(name, List.of(parent), List.of(new Edge(Edge.Type.REVERTED, reverted)));
    }

    public CommitId commit(String name, List<CommitId> parents, List<Edge> edges) {
        return commit(name, parents, edges, Domain.CHANGES.hash(name));
    }

    public CommitId commit(String name, List<CommitId> parents, List<Edge> edges, Hash changes) {
        var id = id(name);
        commits.add(id, parents, edges, BEGIN.plusSeconds(size++), changes);
        return id;
    }

    /** So many plain commits on {@code from}, named by {@code name} and a number from 1; the last one. */
    public CommitId line(String name, CommitId from, int count) {
        var changes = Domain.CHANGES.hash(name);
        var head = from;
        for (int i = 1; i <= count; i++) {
            head = commit(name + i, List.of(head), List.of(), changes);
        }
        return head;
    }

    public static CommitId id(String name) {
        return new CommitId(Domain.COMMIT.hash(name));
    }

    public KnownCommits known() {
        return new KnownCommits(this);
    }

    @Override
    public Map<CommitId, CommitNode> commits(Set<CommitId> from, long downTo) {
        return count(commits.commits(from, downTo));
    }

    @Override
    public Map<CommitId, CommitNode> leaps(Set<CommitId> from, long downTo) {
        return count(commits.leaps(from, downTo));
    }

    @Override
    public CommitNode on(CommitId stretch, long generation) {
        calls++;
        given++;
        return commits.on(stretch, generation);
    }

    private Map<CommitId, CommitNode> count(Map<CommitId, CommitNode> answer) {
        calls++;
        given += answer.size();
        return answer;
    }

    /** How often this was asked since the last time. */
    public int takeCalls() {
        int taken = calls;
        calls = 0;
        return taken;
    }

    /** How many commits were given since the last time. */
    public int takeGiven() {
        int taken = given;
        given = 0;
        return taken;
    }
}
