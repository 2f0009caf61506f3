package io.meerkat.query.history;

import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import io.meerkat.model.Hash;
import io.meerkat.model.PrincipalId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A commit as the log shows it; the message is absent once it was erased. */
public record LoggedCommit(
        CommitId id,
        List<CommitId> parents,
        List<Edge> edges,
        PrincipalId author,
        Instant time,
        Optional<String> message,
        Hash root,
        long generation) {
    public LoggedCommit {
        parents = List.copyOf(parents);
        edges = List.copyOf(edges);
    }
}
