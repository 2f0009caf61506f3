package io.meerkat.model.commit;

import io.meerkat.model.CommitPoint;
import io.meerkat.model.Edge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a commit has to do with others but the one that it follows: its second parent, those that it merged without having
 * them as parents, and edges of other types, which tell where its changes come from.
 */
public record Links(Optional<CommitPoint> second, List<CommitPoint> merged, List<Edge> origins) {
    public static final Links NONE = new Links(Optional.empty(), List.of(), List.of());

    public Links {
        merged = List.copyOf(merged);
        origins = List.copyOf(origins);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    public List<Edge> edges() {
        var toMerged = merged.stream().map(point -> new Edge(Edge.Type.MERGED, point.commit()));
        return Stream.concat(toMerged, origins.stream()).toList();
    }

    /** The lowest generation that the commit may have; 0 where any will do. */
    public long lowestGeneration() {
        return contained().mapToLong(point -> point.generation() + 1).max().orElse(0);
    }

    /** What the commit's time must lie behind. */
    public Instant after() {
        return contained().map(CommitPoint::time).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    private Stream<CommitPoint> contained() {
        return Stream.concat(second.stream(), merged.stream());
    }
}
