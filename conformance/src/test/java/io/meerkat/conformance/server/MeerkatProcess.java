package io.meerkat.conformance.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Meerkat server in a process of its own, started as a user starts it, on a loopback port that stays the same over
 * {@link #restart restarts}. What it prints is kept in a file beside its data folder.
 */
public final class MeerkatProcess implements CatalogUnderTest {
    public static final Duration READY_MAX = Duration.ofSeconds(60);
    public static final Duration STOP_MAX = Duration.ofSeconds(30);

    public static final Path JAR = Path.of(System.getProperty("meerkat.jar", "../api/target/meerkat.jar"));
    private static final String JAVA_HOME = System.getProperty("java.home");
    private static final Duration POLL_EVERY = Duration.ofMillis(50);
    // Up to the white space: a line that is only half written must not give half a port.
    private static final Pattern READY = Pattern.compile("Meerkat is ready at (http://127\\.0\\.0\\.1:\\d+)\\s");

    private final List<String> program;
    private final Path data;
    private final Path log;
    private final List<String> options;
    private final URI uri;
    private volatile Process process;

    private MeerkatProcess(List<String> program, Path data, List<String> options) {
        this.program = program;
        this.data = data;
        this.log = logOf(data);
        this.options = options;
        var logged = log().length();
        this.process = launch(0);
        this.uri = awaitReady(logged);
    }

    /** Starts a server on a data folder, which need not exist yet; returns once it serves requests. */
    public static MeerkatProcess start(Path data, String... options) {
        return start(java(), data, options);
    }

    /** {@link #start Starts} a server by a command that becomes the one behind it, such as {@code env X=y}. */
    public static MeerkatProcess startBy(List<String> before, Path data, String... options) {
        return start(Stream.concat(before.stream(), java().stream()).toList(), data, options);
    }

    private static List<String> java() {
        if (!Files.isRegularFile(JAR)) {
            throw new IllegalStateException("there is no server at %s; build it: mvn package -DskipTests -pl api -am"
                    .formatted(JAR.toAbsolutePath().normalize()));
        }
        return List.of(
                Path.of(JAVA_HOME, "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                JAR.toAbsolutePath().toString());
    }

    /** {@link #start Starts} the server that the launcher starts, on the JDK of the tests. */
    public static MeerkatProcess startBy(Path launcher, Path data, String... options) {
        return start(List.of("env", "MEERKAT_JAVA_HOME=" + JAVA_HOME, launcher.toString()), data, options);
    }

    private static MeerkatProcess start(List<String> program, Path data, String... options) {
        return new MeerkatProcess(program, data.toAbsolutePath().normalize(), List.of(options));
    }

    /** {@link #start Starts} a server after deleting what an earlier run left, its PostgreSQL and its log included. */
    public static MeerkatProcess startAfresh(Path data, String... options) {
        return startAfreshBy(List.of(), data, options);
    }

    /** {@link #startAfresh As above}, by a command that becomes the one behind it. */
    public static MeerkatProcess startAfreshBy(List<String> before, Path data, String... options) {
        Postmaster.of(data).stop();
        try {
            Files.deleteIfExists(logOf(data));
            if (Files.exists(data)) {
                deleteRecursively(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return startBy(before, data, options);
    }

    @Override
    public URI uri() {
        return uri;
    }

    public long pid() {
        return process.pid();
    }

    /** Everything that was printed so far, by earlier runs on the same data folder too. */
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's own PostgreSQL, to be killed apart from it. */
    public Postmaster postmaster() {
        return Postmaster.of(data);
    }

    /** Asks the server to stop (SIGTERM) and returns its exit code. */
    public int stop() {
        process.destroy();
        if (!exitsWithin(STOP_MAX)) {
            throw new IllegalStateException("Meerkat did not stop within %s; its log:%n%s".formatted(STOP_MAX, log()));
        }
        return process.exitValue();
    }

    /** Ends the server at once (SIGKILL). Its PostgreSQL goes on. */
    public void kill() {
        process.destroyForcibly();
        if (!exitsWithin(STOP_MAX)) {
            throw new IllegalStateException("Meerkat, process %d, survived SIGKILL".formatted(pid()));
        }
    }

    /** Stops the server where it is (SIGSTOP): its connections stay, and nothing is answered. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets a frozen server go on (SIGCONT). */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var sent = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
            if (sent.waitFor() != 0) {
                throw new IllegalStateException("SIG%s was not sent to process %d".formatted(name, pid()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending a signal", e);
        }
    }

    /** Starts the server again on the same data and port, after stopping it where it still runs. */
    public void restart() {
        if (process.isAlive()) {
            stop();
        }
        var logged = log().length();
        process = launch(uri.getPort());
        awaitReady(logged);
    }

    /** Leaves no process behind, whatever state the server is in. */
    @Override
    public void close() {
        process.destroy();
        if (!exitsWithin(STOP_MAX)) {
            kill();
        }
        postmaster().stop();
    }

    private Process launch(int port) {
        var command = new ArrayList<>(program);
        command.addAll(List.of("serve", "--port", Integer.toString(port), "--data", data.toString()));
        command.addAll(options);
        try {
            Files.createDirectories(log.getParent());
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI awaitReady(int logged) {
        var deadline = Instant.now().plus(READY_MAX);
        while (Instant.now().isBefore(deadline) && !exitsWithin(POLL_EVERY)) {
            var ready = READY.matcher(log().substring(logged));
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
        }
        close();
        throw new IllegalStateException("Meerkat ended, or was not ready within %s, and was stopped; its log:%n%s"
                .formatted(READY_MAX, log().substring(logged)));
    }

    private boolean exitsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Meerkat", e);
        }
    }

    private static Path logOf(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    private static void deleteRecursively(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
