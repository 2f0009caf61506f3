package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Branches that are committed to, reset and moved forward, here and in git: where each pointed, and where it stood when. */
class GitReflogIT {
    private static final List<String> BRANCHES = List.of("main", "a", "b");
    private static final int STEPS = 30;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final TestCatalog catalog = TestCatalog.on(RunningServer.shared());
    /** What git calls each of our commits. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private int clock;

    static LongStream seeds() {
        var given = System.getProperty("seed", "");
        return given.isEmpty()
                ? new Random().longs(Integer.getInteger("merge.seeds", 2))
                : LongStream.of(Long.parseLong(given));
    }

    @BeforeEach
    void begin() {
        git("init", "--quiet", "--initial-branch=main");
        git("config", "core.logAllRefUpdates", "always");
        git("commit", "--quiet", "--allow-empty", "-m", "root");
        names.put(catalog.head("main"), gitHead("main"));
        for (String branch : List.of("a", "b")) {
            catalog.branch(branch, "main");
            git("branch", branch, "main");
        }
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void reflogsAreThoseOfGit(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            var branch = any(BRANCHES, random);
            git("checkout", "--quiet", branch);
            switch (random.nextInt(4)) {
                case 0 -> reset(branch, any(List.copyOf(names.keySet()), random));
                case 1 -> forward(branch, any(BRANCHES, random));
                default -> commit(branch);
            }
        }
        BRANCHES.forEach(this::assertReflog);
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private void commit(String branch) {
        catalog.create("@" + branch, "t" + clock);
        git("commit", "--quiet", "--allow-empty", "-m", "commit " + clock);
        names.put(catalog.head(branch), gitHead(branch));
    }

    private void reset(String branch, String to) {
        if (!catalog.head(branch).equals(to)) {
            ok(catalog.post("branches/%s/reset".formatted(branch), "{\"to\":\"%s\"}".formatted(to)));
            git("reset", "--quiet", "--hard", name(to));
        }
    }

    private void forward(String branch, String source) {
        var merged = catalog.post(
                "merges",
                "{\"branch\":\"%s\",\"source\":\"%s\",\"mode\":\"fast_forward_only\"}".formatted(branch, source));
        assertThat(merged.status() == 200).isEqualTo(run("merge", "--ff-only", source) == 0);
    }

    /** Asked for a time before the branch, git answers with its beginning and a warning; we refuse. */
    private void assertReflog(String branch) {
        var entries = StreamSupport.stream(
                        catalog.get("branches/%s/reflog?limit=1000".formatted(branch))
                                .get("reflog")
                                .spliterator(),
                        false)
                .toList();
        var lines = git("reflog", "show", "--date=raw", "--format=%H %gd %gs", branch)
                .lines()
                .toList();
        assertThat(entries.stream().map(this::entry))
                .isEqualTo(lines.stream().map(GitReflogIT::entry).toList());
        for (int i = 0; i < entries.size(); i++) {
            var time = entries.get(i).get("time").stringValue();
            var then = catalog.get("commits/%s*%s".formatted(branch, time)).get("id");
            assertThat(name(then.stringValue()))
                    .isEqualTo(git("rev-parse", "%s@{%s}".formatted(branch, date(lines.get(i)))));
        }
    }

    private String entry(JsonNode entry) {
        return "%s %s"
                .formatted(
                        name(entry.get("commit").get("id").stringValue()),
                        entry.get("action").stringValue());
    }

    private static String entry(String line) {
        var words = line.split(" ", 4);
        var why = words[3];
        var action = why.startsWith("branch: Created")
                ? "create"
                : why.startsWith("reset") ? "reset" : why.endsWith("Fast-forward") ? "fast_forward" : "commit";
        return "%s %s".formatted(words[0], why.startsWith("commit (initial)") ? "create" : action);
    }

    /** Of {@code <commit> main@{1767225600 +0000} <why>}. */
    private static Instant date(String line) {
        return Instant.ofEpochSecond(Long.parseLong(line.replaceFirst(".*?@\\{(\\d+) .*", "$1")));
    }

    private String name(String commit) {
        return Objects.requireNonNull(names.get(commit), commit);
    }

    private String gitHead(String branch) {
        return git("rev-parse", branch);
    }

    private String git(String... arguments) {
        assertThat(run(arguments)).as(List.of(arguments) + ": " + said()).isZero();
        return said().strip();
    }

    private int run(String... arguments) {
        var command = new ArrayList<>(List.of("git", "-c", "user.name=T", "-c", "user.email=t@example.org"));
        command.addAll(List.of(arguments));
        var git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(".git-said").toFile());
        git.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_COMMITTER_DATE", BEGIN.plusSeconds(clock++).toString()));
        try {
            return git.start().waitFor();
        } catch (IOException e) {
            throw new AssertionError("git is needed", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve(".git-said"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
