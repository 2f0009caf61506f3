package io.meerkat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefNameTest {
    /** What git's rules are about, and letters of every length in UTF-8. */
    private static final List<String> PIECES = List.of(
            "a",
            "B",
            "7",
            "-",
            "_",
            "/",
            "/",
            ".",
            ".",
            ".lock",
            "lock",
            "@",
            "@{",
            "{",
            "}",
            "~",
            "^",
            ":",
            "?",
            "*",
            "[",
            "]",
            "\\",
            " ",
            "\t",
            "\u007f",
            "\u0001",
            "!",
            "%",
            "#",
            "ä",
            "€",
            "\ud83d\udc3f",
            "HEAD");

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.model.Seeds#hundred")
    void agreesWithGit(long seed) throws IOException, InterruptedException {
        assumeThat(gitIsThere()).isTrue();
        var random = new Random(seed);
        var name = IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());

        assertThat(RefName.valid(name)).as("'%s'", name).isEqualTo(gitAllows(name) && !ours(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "a/b",
                "a.b",
                "feature/x-1",
                "a@b",
                "@a",
                "{a}",
                ".a",
                "a.",
                "a.lock",
                "a.lock/b",
                "a..b",
                "/a",
                "a/",
                "a//b",
                "a@{b",
                "a b",
                "a~",
                "a^",
                "a:",
                "a?",
                "a*",
                "a[",
                "a\\",
                "a\u007f",
                "HEAD",
                "äöü",
                "2026-11-20",
                "a/.b",
                "lock",
                ".lock",
                "a/@",
                "@/a"
            })
    void agreesWithGitOnEveryRuleOfIts(String name) throws IOException, InterruptedException {
        assumeThat(gitIsThere()).isTrue();

        assertThat(RefName.valid(name)).isEqualTo(gitAllows(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "-a", "~", "~a", "\ud83d", "a\udc3f"})
    void refusesMoreThanGit(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RefName(name));
    }

    @Test
    void refusesWhatCouldBeTheIdOfACommit() {
        assertThat(RefName.valid("ab".repeat(32))).isFalse();
        assertThat(RefName.valid("AB".repeat(32))).isFalse();
        assertThat(RefName.valid("ab".repeat(32) + "c")).isTrue();
        assertThat(RefName.valid("ab".repeat(31))).isTrue();
        assertThat(RefName.valid(new UUID(1, 2).toString())).isFalse();
        assertThat(RefName.valid("a/" + new UUID(1, 2))).isTrue();
    }

    @Test
    void hasAtMost255Bytes() {
        assertThat(RefName.valid("ä".repeat(127) + "x")).isTrue();
        assertThat(RefName.valid("ä".repeat(128))).isFalse();
    }

    /** What git lets a plumbing command name, and its porcelain or we do not. */
    private static boolean ours(String name) {
        return name.equals("@") || name.startsWith("-");
    }

    private static boolean gitAllows(String name) throws IOException, InterruptedException {
        return run("git", "check-ref-format", "refs/heads/" + name);
    }

    /** Git may be missing on a desk, but not where the build is the judge. */
    private static boolean gitIsThere() throws InterruptedException {
        try {
            return "true".equals(System.getenv("CI")) || run("git", "--version");
        } catch (IOException absent) {
            return false;
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
