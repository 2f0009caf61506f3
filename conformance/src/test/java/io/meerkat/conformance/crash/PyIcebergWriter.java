package io.meerkat.conformance.crash;

import io.meerkat.conformance.clients.PythonSuites;
import io.meerkat.conformance.crash.Ledger.Told;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A process that appends rows of real Parquet files with PyIceberg, and says what it was told. */
public final class PyIcebergWriter implements Writer {
    static final String TABLE = "rows";
    public static final String NEW_TABLE = """
            {"name":"rows","schema":{"type":"struct","schema-id":0,"fields":[
                {"id":1,"name":"tag","type":"string","required":false}]}}
            """;

    private static final File ERRORS = Path.of("target", "crash-pyiceberg.log").toFile();

    private final Process process;
    private final BufferedReader output;
    private final Ledger ledger;

    /** Waits for its first row: Python takes its time to start, and shall be at work when the server is killed. */
    PyIcebergWriter(URI server, String namespace, String tagPrefix, Ledger ledger) {
        this.process = start("write", server.toString(), namespace, tagPrefix);
        this.output = process.inputReader();
        this.ledger = ledger;
        write();
    }

    /** Appends so many rows, one after another, each until it is there. */
    public static void insist(URI server, String namespace, String tagPrefix, int count) {
        output("insist", server.toString(), namespace, tagPrefix, Integer.toString(count));
    }

    /** The tags of all rows, as PyIceberg reads them. */
    public static List<String> rows(URI server, String namespace) {
        return output("read", server.toString(), namespace);
    }

    private static List<String> output(String... arguments) {
        var process = start(arguments);
        try (var lines = process.inputReader()) {
            var output = lines.lines().toList();
            if (process.waitFor() != 0) {
                throw new AssertionError("PyIceberg failed to %s; see %s".formatted(arguments[0], ERRORS));
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PyIceberg works", e);
        }
    }

    private static Process start(String... arguments) {
        try {
            return new ProcessBuilder(PythonSuites.command("crash/rows.py", arguments))
                    .redirectError(ProcessBuilder.Redirect.appendTo(ERRORS))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write() {
        nextLine().ifPresentOrElse(this::enter, () -> {
            throw new AssertionError("PyIceberg ended before it was asked to; see " + ERRORS);
        });
    }

    private Optional<String> nextLine() {
        try {
            return Optional.ofNullable(output.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enter(String line) {
        var words = line.split(" ", 2);
        ledger.enter(words[1], Set.of(TABLE), Told.valueOf(words[0]));
    }

    /** Lets it finish the row that it is about, and hears of it. */
    @Override
    public void close() {
        try (output) {
            process.getOutputStream().close();
            output.lines().forEach(this::enter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
