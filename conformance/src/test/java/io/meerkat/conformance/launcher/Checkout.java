package io.meerkat.conformance.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The launcher in a folder with as much around it as it looks at. Maven and the JDKs are fakes, which do nothing but say
 * how they were called; no other program than the ones listed here can be reached.
 */
final class Checkout {
    static final Path LAUNCHER = Path.of("..", "meerkat").toAbsolutePath().normalize();

    private static final List<String> TOOLS = List.of(
            "awk",
            "bash",
            "cat",
            "cmp",
            "cp",
            "dirname",
            "env",
            "find",
            "grep",
            "ln",
            "mkdir",
            "readlink",
            "rm",
            "sed",
            "tail",
            "tee",
            "touch",
            "uname");
    private static final String MAIN = "api/src/main/java";
    private static final String BENCH = "benchmarks/src/main";
    private static final String BENCH_POM = "benchmarks/pom.xml";
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    private static final String FAKE_JAVA = """
        #!/bin/sh
        printf '%%s\\n' "%s" "$@"
        [ -z "${FAKE_RUNS_ON:-}" ] || read -r _
        exit "${FAKE_EXIT:-0}"
        """;
    private static final String FAKE_MAVEN = """
        #!/bin/sh
        echo "JAVA_HOME=$JAVA_HOME" "$@" >>"%s"
        echo '[INFO] Building Meerkat model 0.1 [1/2]'
        if [ -n "${FAKE_BUILD_ERROR:-}" ]; then echo "[ERROR] $FAKE_BUILD_ERROR"; exit 1; fi
        mkdir -p api/target && echo "built" >>api/target/meerkat.jar
        case "$*" in *benchmarks*) mkdir -p benchmarks/target && echo "built" >>benchmarks/target/meerkat-bench.jar ;; esac
        """;

    private final Path folder;
    private final Path programs;
    private final Path jdks;
    private final Path mavenCalls;
    private final Map<String, String> environment = new TreeMap<>();

    /** With a jar that is newer than everything, and nothing that could run it. */
    Checkout(Path folder) {
        this.folder = folder.resolve("check out");
        this.programs = folder.resolve("bin");
        this.jdks = folder.resolve("jvm");
        this.mavenCalls = folder.resolve("maven.calls");
        TOOLS.forEach(this::tool);
        environment.putAll(Map.of(
                "PATH", programs.toString(), "HOME", folder.toString(), "MEERKAT_JAVA_FOLDERS", jdks.toString()));
        for (String source : List.of(
                "pom.xml",
                "api/pom.xml",
                MAIN + "/Main.java",
                "api/src/test/T.java",
                BENCH + "/Bench.java",
                BENCH_POM)) {
            write(this.folder.resolve(source), "<version>0.1-TEST</version>\n<packaging>pom</packaging>\n");
        }
        for (String source : List.of(
                "pom.xml",
                "api/pom.xml",
                "api/src/main",
                MAIN,
                MAIN + "/Main.java",
                BENCH,
                BENCH + "/Bench.java",
                BENCH_POM)) {
            changedAt(source, LONG_AGO);
        }
        executable(launcher(), text(LAUNCHER));
        jar("first");
    }

    Path launcher() {
        return folder.resolve("meerkat");
    }

    Path jar() {
        return folder.resolve("api/target/meerkat.jar");
    }

    void jar(String content) {
        write(jar(), content);
        changedAt("api/target/meerkat.jar", LONG_AGO.plus(Duration.ofDays(1)));
    }

    /** The copies that run or ran. */
    List<Path> copies() {
        try (var files = Files.list(folder.resolve(".running"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void change(String source) {
        changedAt(source, LONG_AGO.plus(Duration.ofDays(2)));
    }

    private void changedAt(String source, Instant time) {
        try {
            Files.setLastModifiedTime(folder.resolve(source), FileTime.from(time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JDK where systems keep them; its java says its name and its arguments, a line for each. */
    Path jdk(String name, int major) {
        var home = jdks.resolve(name);
        write(home.resolve("release"), "JAVA_VERSION=\"%d.0.1\"%n".formatted(major));
        executable(home.resolve("bin/java"), FAKE_JAVA.formatted(name));
        executable(home.resolve("bin/javac"), "");
        return home;
    }

    /** What the word java means. */
    void defaultJava(Path home) {
        link(programs.resolve("java"), home.resolve("bin/java"));
    }

    void maven() {
        executable(programs.resolve("mvn"), FAKE_MAVEN.formatted(mavenCalls));
    }

    /** How Maven was called, a line for each time. */
    List<String> mavenCalls() {
        return Files.exists(mavenCalls) ? text(mavenCalls).lines().toList() : List.of();
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    Launched start(String... words) {
        return startAt(folder, launcher(), words);
    }

    Launched startAt(Path caller, Path launcher, String... words) {
        return Launched.start(caller, Stream.concat(Stream.of(launcher.toString()), Stream.of(words)), environment);
    }

    private void tool(String name) {
        var found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst();
        executable(
                programs.resolve(name),
                "#!/bin/sh%nexec %s \"$@\"%n"
                        .formatted(found.orElseThrow(() -> new AssertionError("there is no " + name))));
    }

    static void link(Path link, Path target) {
        try {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void executable(Path file, String content) {
        write(file, content);
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
