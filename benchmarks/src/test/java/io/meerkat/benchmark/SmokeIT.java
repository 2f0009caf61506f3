package io.meerkat.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.meerkat.benchmark.phase.Phases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeIT {
    private static final Path JAR = Path.of(System.getProperty("meerkat.jar", "../api/target/meerkat.jar"));

    @TempDir
    private Path folder;

    @Test
    void measuresMeerkatInAllPhasesAndFindsNothingAmiss() throws Exception {
        assumeThat(JAR).as("the server, which mvn package -pl api -am builds").exists();

        var exit = Bench.run(List.of(
                "bench",
                "--peers=meerkat",
                "--jar=" + JAR,
                "--work=" + folder.resolve("work"),
                "--report=" + folder.resolve("report"),
                "--connections=4",
                "--tables=12",
                "--seconds=0.3",
                "--warmup=0.1",
                "--rounds=1",
                "--growth=100",
                "--heap=512m"));

        assertThat(exit).isZero();
        var report = Files.readString(folder.resolve("report/benchmarks.md"));
        assertThat(report).doesNotContain("skipped", "FAILED");
        assertThat(Phases.words()).allSatisfy(phase -> assertThat(report).contains("## " + phase));
        assertThat(folder.resolve("report/benchmarks-rate.svg")).exists();
        assertThat(folder.resolve("report/benchmarks-growth.svg")).exists();
    }

    @Test
    void saysWhatIsWrongWithTheCommandLine() throws Exception {
        assertThat(Bench.run(List.of("--tabels", "3"))).isEqualTo(2);
        assertThat(Bench.run(List.of("--help"))).isZero();
    }
}
