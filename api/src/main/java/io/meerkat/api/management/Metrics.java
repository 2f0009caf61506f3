package io.meerkat.api.management;

import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Request;
import io.meerkat.api.purge.Purger;
import io.meerkat.command.attempt.AttemptsWriter;
import io.meerkat.projection.follow.Projector;
import io.meerkat.storage.ServerNodes;
import java.nio.charset.StandardCharsets;

/** How the server is, in Prometheus' text format. */
public final class Metrics {
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Projector audit;
    private final AttemptsWriter attempts;
    private final ServerNodes nodes;
    private final Purger purger;

    public Metrics(Projector audit, AttemptsWriter attempts, ServerNodes nodes, Purger purger) {
        this.audit = audit;
        this.attempts = attempts;
        this.nodes = nodes;
        this.purger = purger;
    }

    Answer show(Request request) {
        var lag = audit.lag();
        var purges = purger.open();
        var runtime = Runtime.getRuntime();
        var text = new StringBuilder();
        gauge(text, "meerkat_audit_lag_positions", "Events that the audit log has yet to read.", lag.positions());
        gauge(
                text,
                "meerkat_audit_lag_seconds",
                "How long the oldest of them has been waiting.",
                lag.time().toMillis() / MILLIS_PER_SECOND);
        gauge(text, "meerkat_audit_events_set_aside", "Events the audit log went on without.", audit.setAside());
        gauge(text, "meerkat_attempts_lost", "Refused requests missing in the audit since the start.", attempts.lost());
        gauge(
                text,
                "meerkat_nodes_alive",
                "Servers that live on this database.",
                nodes.alive().size());
        gauge(text, "meerkat_purges_waiting", "Purged tables whose files are still there.", purges.all());
        gauge(text, "meerkat_purges_stuck", "Those of them whose last try failed.", purges.stuck());
        gauge(text, "jvm_memory_used_bytes", "Heap in use.", runtime.totalMemory() - runtime.freeMemory());
        gauge(text, "jvm_memory_max_bytes", "Heap that may be used.", runtime.maxMemory());
        return Answer.json(200, text.toString().getBytes(StandardCharsets.UTF_8))
                .with("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    }

    private static void gauge(StringBuilder text, String name, String help, double value) {
        text.append("""
                # HELP %1$s %2$s
                # TYPE %1$s gauge
                %1$s %3$s
                """.formatted(name, help, value));
    }
}
