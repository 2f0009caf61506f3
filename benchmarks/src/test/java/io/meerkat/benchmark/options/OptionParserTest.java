package io.meerkat.benchmark.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionParserTest {
    private static final String TARGET = "m=http://127.0.0.1:8080/iceberg,warehouse=default";

    @Test
    void takesWhatIsSaidAndElseTheFallbacks() {
        var options = options("--target", TARGET, "--rate=250.5", "--phases", "commit,load", "--seed", "7");

        assertThat(options.targets())
                .containsExactly(new Target("m", URI.create("http://127.0.0.1:8080/iceberg"), "default"));
        assertThat(options.phases()).containsExactly("commit", "load");
        assertThat(options.seed()).isEqualTo(7);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.load().rate()).isEqualTo(OptionalDouble.of(250.5));
        assertThat(options.load().connections()).isEqualTo(8);
        assertThat(options.load().tables()).isEqualTo(200);
        assertThat(options.load().measured()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.load().warmup()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.report()).isEmpty();
    }

    @Test
    void takesSeveralTargetsEachWithItsProcesses() {
        var options = options("--target", TARGET, "--target", "n=http://localhost:1", "--pid", "n=12,13");

        assertThat(options.targets()).extracting(Target::name).containsExactly("m", "n");
        assertThat(options.pids().getFirst().pids()).containsExactly(12L, 13L);
    }

    @ParameterizedTest
    @CsvSource({"--tabels,--tables", "--conections,--connections", "--raet,--rate", "--targte,--target"})
    void namesTheNearestOptionToAnUnknownOne(String typed, String nearest) {
        assertThat(problems("--target", TARGET, typed, "5"))
                .containsExactly("Unknown option %s. The nearest known one is %s.".formatted(typed, nearest));
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThat(problems("--connections", "0", "--seconds", "soon", "--phases", "comit", "--pid", "x=1"))
                .hasSize(5)
                .anyMatch(problem -> problem.contains("a whole number from 1 to 1024"))
                .anyMatch(problem -> problem.contains("--seconds is \"soon\""))
                .anyMatch(problem -> problem.contains("nearest to comit is commit"))
                .anyMatch(problem -> problem.contains("--pid speaks of x"))
                .anyMatch(problem -> problem.contains("Nothing to measure"));
    }

    @ParameterizedTest
    @CsvSource({
        "--connections,1,1024,0,1025",
        "--tables,1,1000000,0,1000001",
        "--rounds,1,100,0,101",
        "--growth,1,10000,0,10001",
        "--seconds,0.1,86400,0.09,86401"
    })
    void acceptsUpToTheLimits(String option, String least, String most, String less, String more) {
        assertThat(parse("--target", TARGET, option, least)).isInstanceOf(Parsed.Run.class);
        assertThat(parse("--target", TARGET, option, most)).isInstanceOf(Parsed.Run.class);
        assertThat(problems("--target", TARGET, option, less)).hasSize(1);
        assertThat(problems("--target", TARGET, option, more)).hasSize(1);
    }

    @Test
    void wantsAnAddressThatItCanSpeakTo() {
        assertThat(problems("--target", "m=https://example.org")).anyMatch(problem -> problem.contains("NAME=http://"));
        assertThat(problems("--target", TARGET, "--rate", "-1")).anyMatch(problem -> problem.contains("above 0"));
        assertThat(problems("--target", TARGET, "--seed")).containsExactly("--seed needs a value. See --help.");
    }

    @Test
    void wantsANameForEachCatalog() {
        assertThat(problems("--target", "meerkat=http://127.0.0.1:1", "--peers", "meerkat,fixture"))
                .containsExactly("Each catalog needs a name of its own, and they are meerkat, meerkat, fixture.");
    }

    @Test
    void takesAPatternForWhatIsTimedAloneOrNone() {
        assertThat(micro("--micro", "--rounds", "2").pattern()).isEmpty();
        var options = micro("--micro", "tree|body", "--warmup", "3", "--heap=2g", "--seed=7");

        assertThat(options)
                .isEqualTo(new MicroOptions(
                        "tree|body", Duration.ofSeconds(3), Duration.ofSeconds(10), 3, "2g", 7, Optional.empty()));
    }

    @Test
    void timesNoCatalogWithAPart() {
        assertThat(problems("--micro", "tree", "--target", TARGET))
                .containsExactly("--micro measures no catalog: leave out --target and --peers.");
        assertThat(problems("--micro", "tree(")).singleElement().asString().contains("a regular expression");
    }

    @Test
    void explainsItself() {
        assertThat(parse("--help")).isInstanceOf(Parsed.Help.class);
        assertThat(((Parsed.Help) parse("--help")).text()).contains("--target NAME=URL", "commit", "(200)");
    }

    private static Options options(String... said) {
        return ((Parsed.Run) parse(said)).options();
    }

    private static MicroOptions micro(String... said) {
        return ((Parsed.Micro) parse(said)).options();
    }

    private static List<String> problems(String... said) {
        return ((Parsed.Refused) parse(said)).problems();
    }

    private static Parsed parse(String... said) {
        return OptionParser.parse(
                List.of(said), List.of("load", "commit"), List.of("meerkat", "fixture"), new SplittableRandom(1));
    }
}
