package io.meerkat.api.server;

import static io.meerkat.api.server.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.http.Answer;
import io.meerkat.command.lane.LaneLimits;
import io.meerkat.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More requests than may wait for a branch. */
class FullLaneIT {
    private static final String TABLES = "namespaces/default/tables";
    private static final LaneLimits ONE_MAY_WAIT = new LaneLimits(1, 1 << 20, 1, 1 << 20, Duration.ofSeconds(10));

    @TempDir
    private Path data;

    private final DataSource source = TestDatabase.freshSource();
    private final CuttableSource lanes = new CuttableSource(source);

    @Test
    void whoFindsTheLaneFullIsToldToTryAgainAndLeavesNothingBehind() throws Exception {
        try (var iceberg = DialectUnderTest.on(data, lanes.source(), source)) {
            iceberg.limit(ONE_MAY_WAIT);
            var writing = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            lanes.afterCommit(() -> {
                writing.countDown();
                await(goOn);
            });

            var written = create(iceberg, "written");
            await(writing);
            var others = List.of(create(iceberg, "one"), create(iceberg, "other"));
            var refused = (Answer) CompletableFuture.anyOf(others.toArray(CompletableFuture<?>[]::new))
                    .get(30, TimeUnit.SECONDS);
            goOn.countDown();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.error().map(Answer.Told::type)).hasValue("ServiceUnavailableException");
            assertThat(refused.headers()).containsKey("Retry-After");
            assertThat(written.get().status()).isEqualTo(200);
            assertThat(Stream.of(status(others.getFirst()), status(others.getLast())))
                    .containsExactlyInAnyOrder(200, 503);
            assertThat(Stream.of("one", "other").map(name -> status(iceberg, name)))
                    .containsExactlyInAnyOrder(200, 404);
            assertThat(metadataFiles()).hasSize(2);
        }
    }

    private static CompletableFuture<Answer> create(DialectUnderTest iceberg, String name) {
        return CompletableFuture.supplyAsync(
                () -> iceberg.post(TABLES, table(name)),
                task -> Thread.ofVirtual().start(task));
    }

    private static int status(CompletableFuture<Answer> answer) {
        try {
            return answer.get().status();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(DialectUnderTest iceberg, String name) {
        return iceberg.get(TABLES + "/" + name).status();
    }

    private List<Path> metadataFiles() throws IOException {
        try (var files = Files.walk(data.resolve("warehouse"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
