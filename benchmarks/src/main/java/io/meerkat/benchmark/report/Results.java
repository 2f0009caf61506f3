package io.meerkat.benchmark.report;

import io.meerkat.benchmark.check.Findings;
import io.meerkat.benchmark.phase.Growth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All turns, by phase and target, each in the order in which they first had one. */
record Results(List<Result> all) {
    private static final int EXAMPLES = 5;

    List<String> phases() {
        return all.stream().map(Result::phase).distinct().toList();
    }

    List<String> targets() {
        return all.stream().map(Result::target).distinct().toList();
    }

    /** Of the targets that were measured in the phase. */
    List<Row> rows(String phase) {
        return targets().stream()
                .map(target -> new Row(target, outcomes(phase, target, Result.Measured.class)))
                .filter(row -> !row.rounds().isEmpty())
                .toList();
    }

    /** What the others are compared with: the first target, where it was measured in the phase. */
    Optional<Row> first(String phase) {
        return rows(phase).stream()
                .filter(row -> row.target().equals(targets().getFirst()))
                .findFirst();
    }

    /** The last round's. */
    Optional<List<Growth.Point>> grown(String target) {
        return outcomes(Growth.WORD, target, Result.Grown.class).stream()
                .map(Result.Grown::points)
                .reduce((_, last) -> last);
    }

    /** A line for each target that a phase was not measured of, and for all that the checks found. */
    List<String> remarks(String phase) {
        return of(phase)
                .flatMap(result -> remarks(result.outcome()).map(remark -> result.target() + ": " + remark))
                .distinct()
                .toList();
    }

    private static Stream<String> remarks(Result.Outcome outcome) {
        return switch (outcome) {
            case Result.Skipped(var reason) -> Stream.of("skipped, %s.".formatted(reason));
            case Result.Failed(var reason) -> Stream.of("FAILED, %s".formatted(reason));
            case Result.Measured(var _, var findings) -> found(findings);
            case Result.Grown(var _, var findings) -> found(findings);
        };
    }

    private static Stream<String> found(Findings findings) {
        return Stream.of(
                        examples("LOST", findings.lost()),
                        examples("PHANTOM", findings.phantom()),
                        examples("TORN", findings.torn()))
                .flatMap(Optional::stream);
    }

    private static Optional<String> examples(String what, Set<String> writes) {
        return writes.isEmpty()
                ? Optional.empty()
                : Optional.of("%s, %d: %s"
                        .formatted(
                                what,
                                writes.size(),
                                writes.stream().limit(EXAMPLES).collect(Collectors.joining(", "))));
    }

    Stream<Findings> findings() {
        return all.stream().map(Result::outcome).flatMap(outcome -> switch (outcome) {
            case Result.Measured(var _, var findings) -> Stream.of(findings);
            case Result.Grown(var _, var findings) -> Stream.of(findings);
            case Result.Skipped _, Result.Failed _ -> Stream.empty();
        });
    }

    boolean hasFailed(String phase, String target) {
        return !outcomes(phase, target, Result.Failed.class).isEmpty();
    }

    boolean hasFailed() {
        return all.stream().anyMatch(result -> result.outcome() instanceof Result.Failed);
    }

    private <O extends Result.Outcome> List<O> outcomes(String phase, String target, Class<O> kind) {
        return of(phase)
                .filter(result -> result.target().equals(target))
                .map(Result::outcome)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private Stream<Result> of(String phase) {
        return all.stream().filter(result -> result.phase().equals(phase));
    }
}
