package io.meerkat.conformance.crash;

import static io.meerkat.conformance.rest.Bodies.commit;
import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.setProperty;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meerkat.conformance.rest.CommitLog;
import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.FreshServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SIGKILL between a metadata file and its commit: with many writers, some are always there. */
class LeftFilesIT {
    @RegisterExtension
    private static final FreshServer SERVER = FreshServer.in("left-files");

    private static final int WRITERS = 16;
    private static final int BEFORE_THE_KILL = 100;

    @Test
    void afterAKillEveryMetadataFileIsOneOfACommit() {
        try (var client = new RestClient(SERVER::uri)) {
            client.mustPost("/v1/namespaces", namespace("left"));
            IntStream.range(0, WRITERS)
                    .forEach(writer -> client.mustPost("/v1/namespaces/left/tables", table("t" + writer, "x")));
            var done = new AtomicInteger();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, WRITERS).forEach(writer -> threads.execute(() -> write(client, writer, done)));
                await().atMost(Duration.ofSeconds(30)).until(() -> done.get() >= BEFORE_THE_KILL);
                SERVER.process().kill();
            }
            SERVER.process().restart();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(metadataFiles()).hasSize(WRITERS + changes()));
            IntStream.range(0, WRITERS).forEach(writer -> client.mustGet("/v1/namespaces/left/tables/t" + writer));
        }
    }

    /** Until the connection breaks. */
    private static void write(RestClient client, int writer, AtomicInteger done) {
        try {
            for (int i = 0; ; i++) {
                client.mustPost(
                        "/v1/namespaces/left/tables/t" + writer,
                        commit(List.of(), setProperty("tag_%d_%d".formatted(writer, i))));
                done.incrementAndGet();
            }
        } catch (UncheckedIOException e) {
            // The server was killed.
        }
    }

    /** Each change of a table is a commit that names a file of its own. */
    private static int changes() {
        return (int) CommitLog.in(SERVER.data()).commits().stream()
                .filter(logged -> logged.text().contains("tag_"))
                .count();
    }

    private static List<Path> metadataFiles() {
        try (var files = Files.walk(SERVER.data().resolve("warehouse"))) {
            return files.filter(file -> file.toString().contains(".metadata.json"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
