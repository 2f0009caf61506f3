package io.meerkat.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.benchmark.check.Fate;
import io.meerkat.benchmark.check.Findings;
import io.meerkat.benchmark.check.Names;
import io.meerkat.benchmark.measure.Costs;
import io.meerkat.benchmark.measure.Run;
import io.meerkat.benchmark.measure.Tally;
import io.meerkat.benchmark.options.OptionParser;
import io.meerkat.benchmark.options.Options;
import io.meerkat.benchmark.options.Parsed;
import io.meerkat.benchmark.phase.Growth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
    private static final Path GOLDEN = Path.of("src/test/resources/report");
    private static final List<String> SAID = List.of(
            "--target",
            "meerkat=http://127.0.0.1:1",
            "--target",
            "other=http://127.0.0.1:2",
            "--sql",
            "other=jdbc:postgresql://127.0.0.1/x?user=u&password=secret",
            "--seed",
            "7");

    @TempDir
    private Path folder;

    /** With {@code -Dapprove=true} what is written becomes what is expected. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "benchmarks.md",
                "benchmarks.csv",
                "benchmarks-rate.svg",
                "benchmarks-p99.svg",
                "benchmarks-cpu.svg",
                "benchmarks-growth.svg"
            })
    void writesWhatWasApproved(String file) throws IOException {
        report(results()).write(folder);

        var written = Files.readString(folder.resolve(file));
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(GOLDEN.resolve(file), written);
        }
        assertThat(written).isEqualTo(Files.readString(GOLDEN.resolve(file)));
    }

    @Test
    void drawsNothingOfWhatItDoesNotKnow() throws IOException {
        report(List.of(new Result("load", "meerkat", 1, measured(100, 10, Optional.empty(), new Findings()))))
                .write(folder);

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "benchmarks.md", "benchmarks.csv", "benchmarks-rate.svg", "benchmarks-p99.svg");
    }

    @Test
    void isCleanOnlyWhereNothingFailedAndNothingWasFound() {
        assertThat(report(List.of(new Result("load", "m", 1, new Result.Skipped("why"))))
                        .isClean())
                .isTrue();
        assertThat(report(List.of(new Result("load", "m", 1, new Result.Failed("why"))))
                        .isClean())
                .isFalse();
        assertThat(report(List.of(new Result("commit", "m", 1, measured(9, 1, Optional.empty(), lost()))))
                        .isClean())
                .isFalse();
    }

    private static List<Result> results() {
        var results = new ArrayList<Result>();
        for (int round = 1; round <= 2; round++) {
            results.add(new Result("load", "meerkat", round, measured(4_000 * round, 2, Optional.of(0.5), none())));
            results.add(new Result("load", "other", round, measured(1_000 * round, 9, Optional.of(2.0), none())));
            results.add(new Result("load-304", "meerkat", round, measured(9_000, 1, Optional.of(0.1), none())));
            results.add(new Result("load-304", "other", round, new Result.Skipped("sends no ETag")));
            results.add(new Result("commit", "meerkat", round, measured(300, 25, Optional.of(5.0), none())));
            results.add(new Result("commit", "other", round, new Result.Failed("<the server> ended")));
        }
        results.add(new Result("transaction", "meerkat", 1, measured(120, 60, Optional.of(8.0), lost())));
        results.add(new Result("growth", "meerkat", 1, grown(1.1)));
        results.add(new Result("growth", "other", 1, grown(3.5)));
        return results;
    }

    private static Findings lost() {
        var lost = new Findings();
        var names = new Names();
        names.ended("a", Fate.ACKNOWLEDGED);
        names.examine(Set.of(), lost);
        return lost;
    }

    private static Findings none() {
        return new Findings();
    }

    private static Result.Grown grown(double factor) {
        return new Result.Grown(
                List.of(
                        new Growth.Point(10, 5, 1, 8_000),
                        new Growth.Point(100, 5 * factor, factor, 70_000),
                        new Growth.Point(1_000, 5 * factor * factor, 2 * factor, 700_000)),
                none());
    }

    private static Result.Measured measured(int units, int millis, Optional<Double> cpu, Findings findings) {
        var tally = new Tally();
        for (int unit = 0; unit < units; unit++) {
            tally.answered(unit % 100 == 99 ? 409 : unit % 250 == 249 ? 503 : 200, 1_500);
            tally.unit(TimeUnit.MILLISECONDS.toNanos(unit % 200 == 199 ? millis * 10L : millis));
        }
        var costs = new Costs(
                units * 0.03,
                cpu.map(each -> each * units),
                cpu.map(each -> each * units / 10),
                cpu.map(_ -> 2L * units),
                cpu.map(_ -> 512_000L),
                cpu.map(_ -> 600_000L));
        return new Result.Measured(new Run(tally, 1, 0, costs), findings);
    }

    private static Report report(List<Result> results) {
        var machine = new Machine("0123abc", "2 cores of a machine, 24 GB", "Linux 6, Java 25");
        var circumstances =
                new Circumstances(options(), Circumstances.command(SAID), machine, LocalDate.of(2026, 11, 27));
        return new Report(results, circumstances);
    }

    private static Options options() {
        var parsed = OptionParser.parse(SAID, List.of("load"), List.of("meerkat"), new SplittableRandom(1));
        return ((Parsed.Run) parsed).options();
    }
}
