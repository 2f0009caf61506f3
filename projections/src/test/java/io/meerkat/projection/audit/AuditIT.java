package io.meerkat.projection.audit;

import static io.meerkat.projection.TestCatalog.awaitCaughtUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.event.EventCodec;
import io.meerkat.model.Commitment;
import io.meerkat.model.EventId;
import io.meerkat.model.Hash;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.AttemptsEvent.Attempt;
import io.meerkat.model.event.AttemptsEvent.AttemptsRefused;
import io.meerkat.projection.TestCatalog;
import io.meerkat.storage.event.EventRow;
import io.meerkat.storage.event.EventTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditIT {
    private final TestCatalog catalog = new TestCatalog();

    @AfterEach
    void stop() {
        catalog.close();
    }

    @Test
    void whatWasDoneIsTold() throws InterruptedException {
        catalog.createNamespace("a");
        catalog.removeNamespace("a");
        catalog.drop();

        follow();

        assertThat(entries())
                .extracting(row -> row.get("action") + " " + row.get("resource_name"))
                .containsExactly(
                        "create_catalog sales",
                        "create_branch main",
                        "create_namespace default",
                        "create_namespace a",
                        "delete_namespace a",
                        "delete_catalog sales");
        assertThat(entries())
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("principal", PrincipalId.SERVER.value())
                        .containsEntry("request", "request-1")
                        .containsEntry("result", "success"));
    }

    @Test
    void noPersonalTextIsCopied() throws InterruptedException {
        catalog.createNamespace("a");

        follow();

        assertThat(entries().toString()).doesNotContain("127.0.0.1").doesNotContain("create a");
    }

    @Test
    void whatWasRefusedIsToldWhateverBytesItsPathHad() throws InterruptedException {
        refuse("/v1/sales/namespaces/a/tables/\0");

        follow();

        assertThat(entries().getLast())
                .containsEntry("action", "drop_table")
                .containsEntry("resource_name", "a.\uFFFD")
                .containsEntry("result", "failure")
                .containsEntry("status", 404)
                .containsEntry("error", "NoSuchTableException: Table does not exist: \uFFFD");
    }

    @Test
    void aRebuildGivesTheSameEntriesUnderTheSameIds() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            catalog.createNamespace("ns" + i);
        }
        try (var projector = catalog.auditProjector()) {
            projector.start();
            awaitCaughtUp(projector);
            var before = entries();

            projector.rebuild();

            assertThat(entries()).hasSize(23).isEqualTo(before);
            catalog.createNamespace("later");
            awaitCaughtUp(projector);
            assertThat(entries()).hasSize(24);
            assertThat(projector.setAside()).isZero();
        }
    }

    private void follow() throws InterruptedException {
        try (var projector = catalog.auditProjector()) {
            projector.start();
            awaitCaughtUp(projector);
        }
    }

    private void refuse(String path) {
        var attempt = new Attempt(
                TestCatalog.TENANT,
                Instant.parse("2026-11-21T10:00:00Z"),
                PrincipalId.NOBODY,
                "request-2",
                new Commitment(Hash.ZERO),
                "DELETE",
                path,
                404,
                "NoSuchTableException",
                "Table does not exist: \0",
                Optional.empty());
        var metadata = """
                {"principal": "%s", "request": "r", "origin": "%s"}
                """.formatted(PrincipalId.SERVER, Hash.ZERO);
        new EventTable(catalog.database())
                .append(List.of(new EventRow(
                        new StreamId(TestCatalog.TENANT, StreamId.ATTEMPTS, "node"),
                        0,
                        new EventId(UUID.randomUUID()),
                        "attempts-refused",
                        2,
                        attempt.time(),
                        metadata.getBytes(StandardCharsets.UTF_8),
                        EventCodec.current().encode(new AttemptsRefused(List.of(attempt))),
                        Hash.ZERO)));
    }

    private List<Map<String, Object>> entries() {
        return catalog.database().query("""
                        select id, position, ordinal, time, principal, request, encode(origin, 'hex') as origin, action,
                               resource_type, resource_id, resource_name, catalog, branch,
                               encode(commit_id, 'hex') as commit_id, encode(message, 'hex') as message,
                               result, status, error, details::text as details
                        from meerkat_read.audit_entries order by position, ordinal
                        """).fetchMaps();
    }
}
