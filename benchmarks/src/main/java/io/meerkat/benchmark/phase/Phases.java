package io.meerkat.benchmark.phase;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All there are, in the order in which they are done. */
public final class Phases {
    private static final List<TimedPhase> TIMED = List.of(
            new Loads(),
            new UnchangedLoads(),
            new Lists(),
            new PagedLists(),
            Creations.NAMESPACES,
            Creations.TABLES,
            Commits.SPREAD,
            Commits.HOT,
            new Appends(),
            new Transactions(),
            new Mixed(),
            new BranchLoads(),
            new Branches(),
            Merges.ONE_TABLE,
            Merges.MANY_TABLES,
            new DeepLogs());

    private Phases() {}

    public static List<String> words() {
        return Stream.concat(TIMED.stream().map(TimedPhase::word), Stream.of(Growth.WORD))
                .toList();
    }

    public static Optional<TimedPhase> timed(String word) {
        return TIMED.stream().filter(phase -> phase.word().equals(word)).findFirst();
    }
}
