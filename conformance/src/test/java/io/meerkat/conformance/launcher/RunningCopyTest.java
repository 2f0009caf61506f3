package io.meerkat.conformance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningCopyTest {
    @TempDir
    private Path folder;

    private Checkout checkout;

    @BeforeEach
    void checkOut() {
        checkout = new Checkout(folder);
        checkout.jdk("jdk-25", 25);
        checkout.set("FAKE_RUNS_ON", "until its input ends");
    }

    private Launched startAndAwait() {
        var launched = checkout.start("serve");
        assertThat(launched.firstLine()).isEqualTo("jdk-25");
        return launched;
    }

    private Path copyOf(Launched launched) {
        return checkout.copies().stream()
                .filter(copy -> copy.toString().endsWith("-%d.jar".formatted(launched.pid())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aJarThatIsReplacedStaysAsItWasForWhoeverRunsIt() {
        try (var running = startAndAwait()) {
            checkout.jar("second");

            assertThat(copyOf(running)).hasContent("first");
            assertThat(running.lines()).containsSequence("-jar", copyOf(running).toString());
        }
    }

    @Test
    void whoRunsTheSameJarSharesOneFile() throws Exception {
        try (var one = startAndAwait();
                var other = startAndAwait()) {
            assertThat(Files.isSameFile(copyOf(one), copyOf(other))).isTrue();

            checkout.jar("second");
            try (var newer = startAndAwait()) {
                assertThat(copyOf(newer)).hasContent("second");
                assertThat(Files.isSameFile(copyOf(one), copyOf(newer))).isFalse();
            }
        }
    }

    @Test
    void aCopyIsNotMadeAnewAtTheNextStart() throws Exception {
        var ended = startAndAwait();
        var made = Files.getAttribute(copyOf(ended), "unix:ino");
        ended.close();

        try (var next = startAndAwait()) {
            assertThat(Files.getAttribute(copyOf(next), "unix:ino")).isEqualTo(made);
            assertThat(checkout.copies()).containsExactly(copyOf(next));
        }
    }

    @Test
    void copiesGoWithTheProcessesThatRanThemAndNoSooner() throws Exception {
        try (var running = startAndAwait()) {
            checkout.jar("second");
            var ended = startAndAwait();
            ended.close();
            var elsewhere = Files.writeString(copyOf(running).resolveSibling("meerkat-elsewhere-1.jar"), "unknown");

            checkout.jar("third");
            try (var newest = startAndAwait()) {
                assertThat(checkout.copies()).containsExactlyInAnyOrder(copyOf(running), copyOf(newest), elsewhere);
            }
        }
    }

    @Test
    void theJarItselfRunsWhereNoCopyCanBeMade() throws Exception {
        Files.writeString(checkout.launcher().resolveSibling(".running"), "in the way");

        try (var running = startAndAwait()) {
            assertThat(running.lines()).containsSequence("-jar", checkout.jar().toString());
        }
    }
}
