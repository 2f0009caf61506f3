package io.meerkat.model;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A point in a catalog's history: no parent for the root commit only, one, or two for a merge. {@code generation} is
 * one more than the highest of the parents' and of those that merged edges name, 0 for the root commit. The time has
 * microseconds, and is later than theirs. The id covers every field.
 */
public record Commit(
        TenantId tenant,
        CatalogId catalog,
        List<CommitId> parents,
        List<Edge> edges,
        Hash root,
        long generation,
        PrincipalId author,
        Instant time,
        Commitment message,
        Hash changes) {
    public static final int PARENTS_MAX = 2;

    /** How long a message may be that somebody gives, in characters. */
    public static final int MESSAGE_MAX = 4_000;

    public Commit {
        parents = List.copyOf(parents);
        edges = edges.stream().sorted().toList();
        if (parents.size() > PARENTS_MAX || parents.isEmpty() != (generation == 0)) {
            throw new IllegalArgumentException(
                    "a commit of generation %d cannot have %d parents".formatted(generation, parents.size()));
        }
        Times.requireMicros(time);
    }

    /** The commits of the edges of this type. */
    public List<CommitId> linked(Edge.Type type) {
        return edges.stream()
                .filter(edge -> edge.type() == type)
                .map(Edge::commit)
                .toList();
    }

    /** Those of which it brings something to its branch: all that it names but the one that it follows. */
    public Stream<CommitId> sources() {
        return Stream.concat(parents.stream().skip(1), edges.stream().map(Edge::commit));
    }

    public CommitId id() {
        var out = new Canonical();
        out.uuid(tenant.value())
                .uuid(catalog.value())
                .list(parents, parent -> out.hash(parent.hash()))
                .list(edges, edge -> edge.write(out))
                .hash(root)
                .varint(generation)
                .uuid(author.value())
                .i64(Times.micros(time))
                .hash(message.hash())
                .hash(changes);
        return new CommitId(Domain.COMMIT.hash(out));
    }
}
