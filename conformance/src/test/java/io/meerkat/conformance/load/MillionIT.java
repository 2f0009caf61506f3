package io.meerkat.conformance.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.ManyTables;
import io.meerkat.conformance.server.MeerkatProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A catalog of as many tables as the profile says, on a server of 512 MB. */
@EnabledIfSystemProperty(
        named = "meerkat.load.tables",
        matches = "\\d+",
        disabledReason = "a million tables are loaded with -Pmillion")
class MillionIT {
    private static final Path DATA = Path.of("target/million");
    private static final List<String> SMALL = List.of("env", "JAVA_TOOL_OPTIONS=-Xmx512m");
    private static final Duration LOAD_MAX = Duration.ofMinutes(15);
    private static final Duration START_MAX = Duration.ofSeconds(5);
    /** The best counts: others may use the machine. */
    private static final int STARTS = 3;

    private static final int LOOKS = 2_000;
    private static final Pattern HEAP = Pattern.compile("(?m)^jvm_memory_max_bytes (\\S+)$");

    @Test
    void isLoadedInMinutesStartsInSecondsAndServesAnyOfItsTables() {
        int tables = Integer.getInteger("meerkat.load.tables");
        try (var server = MeerkatProcess.startAfreshBy(SMALL, DATA);
                var rest = new RestClient(server.uri())) {
            var loaded = ManyTables.make(tables, DATA).load(server.uri(), LOAD_MAX);

            assertThat(loaded.exitCode()).as(loaded.errors()).isZero();
            assertThat(loaded.text()).startsWith("loaded %d tables".formatted(tables));

            var starts =
                    IntStream.range(0, STARTS).mapToObj(i -> startAgain(server)).toList();
            assertThat(Collections.min(starts)).as("of %s", starts).isLessThan(START_MAX);

            var heap = HEAP.matcher(rest.get("/metrics").body());
            assertThat(heap.find()).isTrue();
            assertThat(Double.parseDouble(heap.group(1))).isLessThanOrEqualTo(512 << 20);
            useSome(rest, tables, new Random(1));
        }
    }

    private static Duration startAgain(MeerkatProcess server) {
        server.stop();
        var began = Instant.now();
        server.restart();
        return Duration.between(began, Instant.now());
    }

    private static void useSome(RestClient rest, int tables, Random random) {
        for (int look = 0; look < LOOKS; look++) {
            var path = ManyTables.path(random.nextInt(tables));
            assertThat(rest.get(path).status()).as(path).isEqualTo(200);
            if (look % 10 == 0) {
                var changed = rest.post(
                        path,
                        "{\"requirements\":[],\"updates\":[{\"action\":\"set-properties\",\"updates\":{\"x\":\"%d\"}}]}"
                                .formatted(look));
                assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            }
        }
        assertThat(rest.get("/v1/default/namespaces/ns%04d/tables?pageSize=100&pageToken="
                                .formatted(tables / ManyTables.IN_NAMESPACE - 1))
                        .body())
                .contains("next-page-token");
    }
}
