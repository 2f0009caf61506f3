package io.meerkat.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs PostgreSQL's programs and tells what they said. */
record PostgresPrograms(PostgresBinaries binaries) {

    record Result(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }
    }

    /** The output goes through a file: the server inherits it and would keep a pipe open for as long as it lives. */
    Result run(String program, List<String> arguments) throws IOException {
        var output = Files.createTempFile("meerkat-" + program, ".out");
        try {
            var process = new ProcessBuilder(command(program, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            return new Result(
                    process.waitFor(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + program, e);
        } finally {
            Files.delete(output);
        }
    }

    int majorVersion() throws IOException {
        var result = run("postgres", List.of("--version"));
        var version = result.output().replaceFirst("^.*\\(PostgreSQL\\) (\\d+).*$", "$1");
        if (!result.succeeded() || !version.matches("\\d+")) {
            throw new DatabaseStartException(
                    "The PostgreSQL in %s does not run on this machine: %s. Remove that folder and try again, or name a PostgreSQL 15 or newer with --database jdbc:postgresql://..."
                            .formatted(binaries.home(), result.output()));
        }
        return Integer.parseInt(version);
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, with the same files. */
    private List<String> command(String program, List<String> arguments) {
        var prefix = LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.<String>of();
        Path path = binaries.program(program);
        return Stream.of(prefix, List.of(path.toString()), arguments)
                .flatMap(List::stream)
                .toList();
    }
}
