package io.meerkat.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MicroReportTest {
    private static final Machine MACHINE = new Machine("abc1234", "2 cores of X, 8 GB", "Linux 6, Java 25");
    private static final MicroRun FIRST =
            new MicroRun("./meerkat bench --micro 'a|b'", 7, MACHINE, LocalDate.of(2026, 11, 27));
    private static final MicroRun SECOND =
            new MicroRun("./meerkat bench --micro b", 8, MACHINE, LocalDate.of(2026, 11, 28));

    @TempDir
    private Path folder;

    @Test
    void addsToWhatWasMeasuredBeforeAndSaysByWhichRun() throws IOException {
        new MicroReport(FIRST.measured(List.of(
                        figure("tree.Edits.apply", "tables=1000", 9.5),
                        figure("tree.Edits.apply", "tables=100", 4.5),
                        figure("body.Bodies.cut", "", 20))))
                .addTo(folder);
        new MicroReport(SECOND.measured(List.of(figure("body.Bodies.cut", "", 30), figure("body.Bodies.join", "", 3))))
                .addTo(folder);

        var page = Files.readString(folder.resolve("microbenchmarks.md"));
        assertThat(page.lines())
                .containsSubsequence(
                        "| 1 | `./meerkat bench --micro b` | 8 | abc1234 | 2026-11-28 | 2 cores of X, 8 GB | Linux 6, Java 25 |",
                        "| 2 | `./meerkat bench --micro 'a\\|b'` | 7 | abc1234 | 2026-11-27 | 2 cores of X, 8 GB | Linux 6, Java 25 |",
                        "## body.Bodies",
                        "| cut | 30.0 | 0.50 | 1 024 | 1 |",
                        "| join | 3.00 | 0.50 | 1 024 | 1 |",
                        "## tree.Edits",
                        "| apply | tables=100 | 4.50 | 0.50 | 1 024 | 2 |",
                        "| apply | tables=1000 | 9.50 | 0.50 | 1 024 | 2 |");
        assertThat(page).doesNotContain("20.0");
    }

    @Test
    void aLineHoldsAllOfAFigure() {
        var timed = new Timed(
                new Figure(
                        "a.B.c",
                        "x=1 y=2",
                        1.25,
                        Optional.empty(),
                        Optional.of(64.0),
                        Optional.of(2.5),
                        Optional.of(3.0)),
                FIRST);

        assertThat(Timed.of(timed.line())).isEqualTo(timed);
    }

    private static Figure figure(String name, String parameters, double micros) {
        return new Figure(
                name, parameters, micros, Optional.of(0.5), Optional.of(1_024.0), Optional.empty(), Optional.empty());
    }
}
