package io.meerkat.merge.verb;

import io.meerkat.merge.graph.CommitNode;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.LogCursor;
import io.meerkat.merge.graph.LogPage;
import io.meerkat.model.Changes;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import io.meerkat.model.Hash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a line of commits has made that a branch would make anew. Each of its commits stands for one of the branch's at
 * most: a key that was set, taken back and set again must be set again.
 */
final class AlreadyThere {
    /** How far back it is looked at. What was made before that is replayed, and changes nothing or conflicts. */
    static final int COMMITS_MAX = LogPage.SIZE_MAX;

    private static final Hash NO_CHANGES = Changes.of(List.of()).hash();

    private final Map<CommitId, CommitId> byOrigin = new HashMap<>();
    private final Map<Hash, Deque<CommitId>> byChanges = new HashMap<>();
    private final Set<CommitId> used = new HashSet<>();

    private AlreadyThere() {}

    /** What {@code there} has and {@code branch} does not contain. */
    static AlreadyThere read(KnownCommits known, CommitId branch, CommitId there) {
        var found = new AlreadyThere();
        LogPage.read(known, LogCursor.between(branch, there), COMMITS_MAX)
                .commits()
                .reversed()
                .forEach(found::add);
        return found;
    }

    private void add(CommitNode commit) {
        if (commit.parents().size() > 1) {
            return;
        }
        origins(commit).forEach(origin -> byOrigin.putIfAbsent(origin, commit.id()));
        if (!commit.changes().equals(NO_CHANGES)) {
            byChanges.computeIfAbsent(commit.changes(), _ -> new ArrayDeque<>()).add(commit.id());
        }
    }

    Optional<LeftOut> find(CommitNode commit) {
        for (var origin : origins(commit)) {
            var by = byOrigin.get(origin);
            if (by != null && used.add(by)) {
                return Optional.of(new LeftOut.MadeThere(commit.id(), by));
            }
        }
        var same = byChanges.getOrDefault(commit.changes(), new ArrayDeque<>());
        while (!same.isEmpty()) {
            var by = same.remove();
            if (used.add(by)) {
                return Optional.of(new LeftOut.ChangedThere(commit.id(), by));
            }
        }
        return Optional.empty();
    }

    private static List<CommitId> origins(CommitNode commit) {
        var origins = new ArrayList<CommitId>();
        origins.add(commit.id());
        origins.addAll(commit.linked(Edge.Type.PICKED));
        origins.addAll(commit.linked(Edge.Type.REBASED));
        return origins;
    }
}
