package io.meerkat.conformance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
    @TempDir
    private Path folder;

    private Checkout checkout;

    @BeforeEach
    void checkOut() {
        checkout = new Checkout(folder);
    }

    @Test
    void findsTheJdk25BesideADefaultJava17() {
        checkout.defaultJava(checkout.jdk("temurin-17", 17));
        checkout.set("JAVA_HOME", checkout.jdk("another-17", 17).toString());
        checkout.jdk("temurin-25", 25);

        assertThat(checkout.start("serve").lines()).startsWith("temurin-25");
    }

    @Test
    void takesAnotherNewerJdkOnlyWhereThereIsNo25() {
        checkout.defaultJava(checkout.jdk("a-26", 26));
        assertThat(checkout.start("serve").lines()).startsWith("a-26");

        checkout.jdk("b-25", 25);
        assertThat(checkout.start("serve").lines()).startsWith("b-25");
    }

    @Test
    void saysWhatToInstallWhereThereIsNoJdk25() {
        checkout.defaultJava(checkout.jdk("temurin-17", 17));

        var launched = checkout.start("serve");

        assertThat(launched.exitCode()).isEqualTo(2);
        assertThat(launched.errors())
                .contains("needs a JDK 25", "temurin-25-jdk", "brew install", "MEERKAT_JAVA_HOME=/path/to/jdk");
        assertThat(launched.lines()).isEmpty();
    }

    @Test
    void takesTheJdkItIsToldOrSaysWhatIsWrongWithIt() {
        checkout.jdk("beside-25", 25);
        checkout.set("MEERKAT_JAVA_HOME", checkout.jdk("told-25", 25).toString());
        assertThat(checkout.start("serve").lines()).startsWith("told-25");

        var old = checkout.jdk("old-17", 17).toString();
        checkout.set("MEERKAT_JAVA_HOME", old);
        assertThat(checkout.start("serve").errors()).contains(old, "no JDK 25");
    }

    @Test
    void passesOptionsThroughAsTheyAreAndTheExitCodeBack() {
        checkout.jdk("jdk-25", 25);
        checkout.set("MEERKAT_JAVA_OPTS", "-Xmx1g -Da=b");
        checkout.set("FAKE_EXIT", "7");

        var launched = checkout.start("serve", "--data", "a b", "--port=0", "", "*", "\"$HOME\"");

        assertThat(launched.exitCode()).isEqualTo(7);
        assertThat(launched.lines())
                .contains("-Xmx1g", "-Da=b")
                .endsWith("serve", "--data", "a b", "--port=0", "", "*", "\"$HOME\"");
    }

    @Test
    void aServerWithoutMemoryEndsInsteadOfStandingStill() {
        checkout.jdk("jdk-25", 25);

        assertThat(checkout.start("serve").lines()).contains("-XX:+ExitOnOutOfMemoryError");
    }

    @Test
    void helpOnAWordIsWhatTheWordSaysOfItself() {
        checkout.jdk("jdk-25", 25);

        assertThat(checkout.start("help", "serve").lines()).endsWith("serve", "--help");
        assertThat(checkout.start("help").lines()).anyMatch(line -> line.contains("./meerkat help [WORD]"));
        assertThat(checkout.start("help", "sreve").errors()).contains("\"sreve\"", "nearest known one is serve");
    }

    @Test
    void worksThroughALinkFromAnyFolder() {
        checkout.jdk("jdk-25", 25);
        var link = folder.resolve("links/mk");
        Checkout.link(link, checkout.launcher());

        assertThat(checkout.startAt(folder, link, "--version").lines()).containsExactly("meerkat 0.1-TEST");
        assertThat(checkout.startAt(folder, link, "export").lines()).endsWith("export");
    }

    @ParameterizedTest
    @CsvSource({"sevre,serve", "exprot,export", "rebuilt,rebuild"})
    void namesTheNearestWordToAnUnknownOne(String typed, String nearest) {
        var launched = checkout.start(typed);

        assertThat(launched.exitCode()).isEqualTo(2);
        assertThat(launched.errors()).contains("\"" + typed + "\"", "nearest known one is " + nearest);
    }

    @Test
    void buildsNothingWhileTheJarIsTheNewest() {
        checkout.jdk("jdk-25", 25);
        checkout.maven();
        checkout.change("api/src/test/T.java");

        assertThat(checkout.start("serve").exitCode()).isZero();
        assertThat(checkout.mavenCalls()).isEmpty();
    }

    @ParameterizedTest
    // A folder is newer when a file in it is gone.
    @ValueSource(strings = {"api/src/main/java/Main.java", "api/src/main/java", "api/pom.xml", "pom.xml"})
    void buildsOnceWhatIsNewerThanTheJar(String source) {
        var home = checkout.jdk("jdk-25", 25);
        checkout.maven();
        checkout.change(source);

        assertThat(checkout.start("serve").errors()).contains("Building Meerkat", "Meerkat model 0.1");
        assertThat(checkout.start("serve").errors()).isEmpty();

        assertThat(checkout.mavenCalls()).hasSize(1).first().asString().contains("JAVA_HOME=" + home, " -pl api -am ");
    }

    @Test
    void buildsWithoutTests() {
        checkout.jdk("jdk-25", 25);
        checkout.maven();
        checkout.change("pom.xml");

        checkout.start("serve").exitCode();

        assertThat(checkout.mavenCalls().getFirst()).contains(" -Dmaven.test.skip=true ");
    }

    @Test
    void buildsTheBenchmarkOnlyWhenItIsAskedFor() {
        checkout.jdk("jdk-25", 25);
        checkout.maven();
        checkout.change("benchmarks/src/main/Bench.java");

        assertThat(checkout.start("serve").exitCode()).isZero();
        assertThat(checkout.mavenCalls()).isEmpty();

        assertThat(checkout.start("bench", "--rounds", "1").lines()).endsWith("bench", "--rounds", "1");
        assertThat(checkout.start("help", "bench").lines()).endsWith("bench", "--help");
        assertThat(checkout.mavenCalls()).hasSize(1).first().asString().contains(" -pl api,benchmarks -am ");
    }

    @Test
    void showsWhyABuildFailedAndStartsNothing() {
        checkout.jdk("jdk-25", 25);
        checkout.maven();
        checkout.change("pom.xml");
        checkout.set("FAKE_BUILD_ERROR", "Main.java:[1,1] not a statement");

        var launched = checkout.start("serve");

        assertThat(launched.exitCode()).isEqualTo(2);
        assertThat(launched.errors()).contains("[ERROR] Main.java:[1,1] not a statement", "build.log");
        assertThat(launched.lines()).isEmpty();
    }

    @Test
    void saysWhatToInstallWhereThereIsNoMaven() {
        checkout.jdk("jdk-25", 25);
        checkout.change("pom.xml");

        assertThat(checkout.start("serve").errors()).contains("no mvn on the PATH", "apt install maven");
    }
}
