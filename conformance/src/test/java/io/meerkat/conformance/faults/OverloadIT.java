package io.meerkat.conformance.faults;

import static io.meerkat.conformance.rest.Bodies.namespace;
import static io.meerkat.conformance.rest.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meerkat.conformance.faults.flood.Dawdlers;
import io.meerkat.conformance.faults.flood.Flood;
import io.meerkat.conformance.faults.flood.Flood.Result;
import io.meerkat.conformance.faults.flood.Flood.Work;
import io.meerkat.conformance.rest.LongLog;
import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.MeerkatProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Two thousand connections want ten times what the server can do. It has 1 GB of heap, and is in {@code
 * target/overload}.
 */
@Tag("faults")
@Tag("long")
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the server must be started here")
class OverloadIT {
    private static final Path DATA = Path.of("target", "overload");
    private static final String HEAP = "-Xmx1g";
    private static final long RESIDENT_MB_MAX = 1_600;
    private static final int TABLES = 200;
    private static final int CONNECTIONS = 2_000;
    private static final int DAWDLERS = 400;
    private static final Duration LONG = Duration.ofSeconds(Integer.getInteger("meerkat.overload.seconds", 120));
    private static final Duration SHORT = Duration.ofSeconds(15);
    private static final Duration RECOVERY_MAX = Duration.ofSeconds(5);
    private static final double AS_FAST_AS_ANSWERS_COME = 1e6;

    @AutoClose
    private static MeerkatProcess server;

    private static double peak;

    @BeforeAll
    static void start() {
        server = MeerkatProcess.startAfreshBy(List.of("env", "JAVA_TOOL_OPTIONS=" + HEAP), DATA);
        try (var client = new RestClient(server.uri())) {
            client.mustPost("/v1/namespaces", namespace("flood"));
            IntStream.range(0, TABLES)
                    .forEach(i -> client.mustPost("/v1/namespaces/flood/tables", table("t" + i, "x")));
        }
        flood("warm", 64, AS_FAST_AS_ANSWERS_COME, SHORT);
        var before = flood("peak", 64, AS_FAST_AS_ANSWERS_COME, SHORT);
        System.out.printf("64 connections, as fast as answers come: %s%n", before);
        peak = before.goodput();
    }

    private static Result flood(String name, int connections, double rate, Duration time) {
        return Flood.of(server.uri(), new Work("/v1/namespaces/flood/tables/t", TABLES, name), connections, rate, time);
    }

    @Test
    void tenTimesTheRateIsAnsweredWithMostOfThePeakAndTheRestIsRefused() {
        var result = flood("tenfold", CONNECTIONS, peak * 10, LONG);
        System.out.printf("%d connections, ten times that: %s; %d MB resident%n", CONNECTIONS, result, residentMb());

        requireOrderly("tenfold", result);
        assertThat(result.goodput()).isGreaterThan(peak * 0.8);
        requireRecovered();
    }

    @Test
    void oneTableThatEverybodyWantsIsNoReasonToFall() {
        var result = Flood.of(
                server.uri(),
                new Work("/v1/namespaces/flood/tables/t", 1, "hot"),
                CONNECTIONS,
                AS_FAST_AS_ANSWERS_COME,
                SHORT);
        System.out.printf("%d connections at one table: %s; %d MB resident%n", CONNECTIONS, result, residentMb());

        requireOrderly("hot", result);
        assertThat(result.goodput()).isGreaterThan(peak * 0.4);
        requireRecovered();
    }

    /** While hundreds read and write a byte at a time, the others are served nearly as fast as without them. */
    @Test
    void slowReadersAndBodiesThatTrickleInHoldUpNobodyElse() {
        try (var dawdlers = new Dawdlers(server.uri(), DAWDLERS, "/v1/namespaces/flood/tables/t0")) {
            await().atMost(RECOVERY_MAX).until(() -> dawdlers.atIt() == DAWDLERS);
            var result = flood("beside", 64, AS_FAST_AS_ANSWERS_COME, SHORT);
            System.out.printf("beside %d that dawdle: %s; %d MB resident%n", dawdlers.atIt(), result, residentMb());

            requireOrderly("beside", result);
            assertThat(result.statuses()).containsOnlyKeys(200);
            assertThat(result.goodput()).isGreaterThan(peak * 0.6);
        }
        requireRecovered();
    }

    /** Acknowledged: once in the log; refused: not there, and told when to come again. */
    private static void requireOrderly(String name, Result result) {
        assertThat(result.statuses().keySet()).isSubsetOf(200, 503);
        assertThat(result.broken()).isZero();
        assertThat(result.refusedBare()).isZero();
        assertThat(residentMb()).isLessThan(RESIDENT_MB_MAX);
        assertThat(server.log()).doesNotContain("OutOfMemoryError");
        var log = LongLog.in(DATA);
        log.requireLinear();
        var commits = log.commitsByTag(Pattern.compile("tag_%s_[0-9]+".formatted(name)));
        assertThat(commits.values()).containsOnly(1L);
        assertThat(commits.keySet()).containsAll(result.acknowledged());
        assertThat(result.refused()).noneMatch(commits::containsKey);
    }

    private static void requireRecovered() {
        try (var client = new RestClient(server.uri())) {
            await().atMost(RECOVERY_MAX).until(() -> {
                long begin = System.nanoTime();
                client.mustGet("/v1/namespaces/flood/tables/t1");
                return System.nanoTime() - begin < Duration.ofMillis(100).toNanos();
            });
        }
    }

    private static long residentMb() {
        return Held.by(server.pid()).residentMb();
    }
}
