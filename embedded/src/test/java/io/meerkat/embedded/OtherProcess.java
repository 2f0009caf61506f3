package io.meerkat.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;

/** A second Java process that starts a database and waits to be killed. */
final class OtherProcess {
    private static final String READY = "ready";

    private final Process process;
    private final BufferedReader output;

    private OtherProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static OtherProcess on(Path data) throws IOException {
        return new OtherProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .start());
    }

    static void main(String[] arguments) throws Exception {
        try (var database = DurablePostgres.start(Path.of(arguments[0]), progress -> {});
                var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("create table written_by_other as select 1 as n");
            System.out.println(READY);
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    void awaitReady() throws IOException {
        for (var line = output.readLine(); !READY.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the other process ended early");
            }
        }
    }

    String refusal() throws IOException, InterruptedException {
        var said = String.join("\n", output.lines().toList());
        process.waitFor();
        return said;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
