package io.meerkat.benchmark.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** One call of the program, and where: figures of several stand in one table. */
public record MicroRun(String command, long seed, Machine machine, LocalDate date) {
    /** To be asked before measuring begins, since the sources may change meanwhile. */
    public static MicroRun of(List<String> said, long seed) {
        return new MicroRun(Circumstances.command(said), seed, Machine.here(), LocalDate.now(ZoneOffset.UTC));
    }

    public List<Timed> measured(List<Figure> figures) {
        return figures.stream().map(figure -> new Timed(figure, this)).toList();
    }
}
