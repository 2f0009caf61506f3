package io.meerkat.merge.verb;

import io.meerkat.merge.graph.PlannedTree;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import java.util.List;

/** One commit replayed: a three-way merge of what is there with {@code commit}, on the base of its parent. */
public record Pick(CommitId commit, PlannedTree base, List<Edge> edges) {
    public Pick {
        edges = List.copyOf(edges);
    }
}
