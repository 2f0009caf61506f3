package io.meerkat.api.server;

import static io.meerkat.api.server.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.http.Answer;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many requests for one table at once: each is prepared on what the one before it will leave. */
class HotTableIT {
    private static final String TABLE = "namespaces/default/tables/t";
    private static final int WRITERS = 96;

    @TempDir
    private Path data;

    private final DataSource source = TestDatabase.freshSource();
    private DialectUnderTest iceberg;

    @BeforeEach
    void start() {
        iceberg = DialectUnderTest.on(data, source);
        assertThat(iceberg.post("namespaces/default/tables", table("t")).status())
                .isEqualTo(200);
    }

    @AfterEach
    void stop() {
        iceberg.close();
    }

    @Test
    void allAreCommittedOneOnAnotherManyInATransaction() throws Exception {
        long before = batches();

        var answers = atOnce(i -> set("p" + i, "[]"));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        var table = loaded();
        assertThat(table.at("/metadata/metadata-log")).hasSize(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            assertThat(table.at("/metadata/properties/p" + i).asString()).isEqualTo("v");
        }
        assertThat(answers.stream()
                        .map(answer -> answer.headers().get("X-Meerkat-Commit"))
                        .distinct())
                .as("each is a commit of its own")
                .hasSize(WRITERS);
        assertThat(batches() - before).isLessThan(WRITERS / 2);
    }

    @Test
    void aRequirementIsHeldAgainstWhatWasReallyCommitted() throws Exception {
        String never = "[{\"type\":\"assert-current-schema-id\",\"current-schema-id\":7}]";

        var statuses = atOnce(i -> set("p" + i, i % 3 == 0 ? never : "[]")).stream()
                .collect(Collectors.groupingBy(Answer::status, Collectors.counting()));

        assertThat(statuses).isEqualTo(Map.of(200, WRITERS * 2L / 3, 409, WRITERS / 3L));
        assertThat(loaded().at("/metadata/metadata-log")).hasSize(WRITERS * 2 / 3);
    }

    @RepeatedTest(5)
    void whoeverBuiltOnWhatWasRefusedIsPreparedAnew() throws Exception {
        // One idempotency key for many: the first is committed, and what was prepared on its twins never is.
        var key = Map.of("idempotency-key", Bodies.key().toString());
        var answers =
                atOnce(i -> i % 2 == 0 ? iceberg.send("POST", TABLE, body("twin", "[]"), key) : set("p" + i, "[]"));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(loaded().at("/metadata/metadata-log")).hasSize(WRITERS / 2 + 1);
    }

    private List<Answer> atOnce(IntFunction<Answer> request) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads
                    .invokeAll(IntStream.range(0, WRITERS)
                            .<Callable<Answer>>mapToObj(i -> () -> request.apply(i))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private Answer set(String property, String requirements) {
        return iceberg.post(TABLE, body(property, requirements));
    }

    private static String body(String property, String requirements) {
        return "{\"requirements\":%s,\"updates\":[{\"action\":\"set-properties\",\"updates\":{\"%s\":\"v\"}}]}"
                .formatted(requirements, property);
    }

    private JsonNode loaded() {
        return JsonMapper.shared().readTree(iceberg.get(TABLE).text());
    }

    private long batches() {
        return new Database(source)
                .query("select count(*) from heads")
                .fetchOptional(0, Long.class)
                .orElseThrow();
    }
}
