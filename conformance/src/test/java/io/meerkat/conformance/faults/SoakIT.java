package io.meerkat.conformance.faults;

import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.faults.flood.Flood;
import io.meerkat.conformance.faults.flood.Flood.Result;
import io.meerkat.conformance.faults.flood.Flood.Work;
import io.meerkat.conformance.rest.LongLog;
import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.MeerkatProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Half of what the server can do, for half an hour: what it holds and how long it takes stay as they were at first. It is
 * in {@code target/soak}.
 */
@Tag("soak")
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the server must be started here")
class SoakIT {
    private static final Path DATA = Path.of("target", "soak");
    private static final int TABLES = 200;
    private static final int CONNECTIONS = 32;
    private static final int PARTS = 10;
    private static final int MINUTES = Integer.getInteger("meerkat.soak.minutes", 30);
    private static final Duration WARMUP = Duration.ofSeconds(20);
    private static final double AS_FAST_AS_ANSWERS_COME = 1e6;

    @Test
    void staysAsItWasAtHalfLoad() {
        try (var server = MeerkatProcess.startAfreshBy(List.of("env", "JAVA_TOOL_OPTIONS=-Xmx512m"), DATA);
                var client = new RestClient(server.uri())) {
            client.mustPost("/v1/namespaces", namespace("soak"));
            IntStream.range(0, TABLES).forEach(i -> client.mustPost("/v1/namespaces/soak/tables", table("t" + i, "x")));
            flood(server, "warm", AS_FAST_AS_ANSWERS_COME, WARMUP);
            double half = flood(server, "peak", AS_FAST_AS_ANSWERS_COME, WARMUP).goodput() / 2;

            var parts = new ArrayList<Part>();
            for (int part = 0; part < PARTS; part++) {
                var result = flood(
                        server, "part" + part, half, Duration.ofMinutes(MINUTES).dividedBy(PARTS));
                parts.add(new Part(result, Held.by(server.pid())));
                System.out.println(parts.getLast());
            }

            assertThat(parts).allSatisfy(part -> requireAllDone(part.result()));
            requireFlat(parts);
            var log = LongLog.in(DATA);
            log.requireLinear();
            assertThat(log.commitsByTag(Pattern.compile("tag_[a-z0-9]+_[0-9]+")).values())
                    .containsOnly(1L);
        }
    }

    private record Part(Result result, Held held) {}

    private static Result flood(MeerkatProcess server, String name, double rate, Duration time) {
        return Flood.of(server.uri(), new Work("/v1/namespaces/soak/tables/t", TABLES, name), CONNECTIONS, rate, time);
    }

    private static void requireAllDone(Result result) {
        assertThat(result.statuses()).containsOnlyKeys(200);
        assertThat(result.broken()).isZero();
    }

    /** The second part is the first that has warmed up. */
    private static void requireFlat(List<Part> parts) {
        var first = parts.get(1);
        var last = parts.getLast();
        assertThat(last.held().residentMb()).isLessThan(first.held().residentMb() * 13 / 10);
        assertThat(last.held().files()).isLessThan(first.held().files() + CONNECTIONS);
        assertThat(last.held().threads()).isLessThan(first.held().threads() + CONNECTIONS);
        assertThat(last.result().median())
                .isLessThan(first.result().median().multipliedBy(2).plusMillis(20));
    }
}
