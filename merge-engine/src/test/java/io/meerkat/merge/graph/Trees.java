package io.meerkat.merge.graph;

import io.meerkat.model.CommitId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The trees of commits, as maps. */
public final class Trees {
    private final Map<CommitId, Map<String, String>> byCommit = new HashMap<>();

    public void put(CommitId commit, Map<String, String> tree) {
        byCommit.put(commit, tree);
    }

    public Map<String, String> of(CommitId commit) {
        return Objects.requireNonNull(byCommit.get(commit), () -> "no tree of " + commit);
    }
}
