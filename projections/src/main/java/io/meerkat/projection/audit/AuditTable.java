package io.meerkat.projection.audit;

import io.meerkat.model.Commitment;
import io.meerkat.model.PrincipalId;
import io.meerkat.projection.audit.Fact.Result.Failure;
import io.meerkat.projection.audit.Fact.Result.Success;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of the audit log. They are added and never changed. */
final class AuditTable {
    static final String NAME = "audit_entries";

    /** So that one commit of a million keys makes many statements of bounded size. */
    private static final int ROWS_MAX = 10_000;

    private final Database database;

    AuditTable(Database database) {
        this.database = database;
    }

    void add(String schema, List<AuditEntry> entries) {
        for (int from = 0; from < entries.size(); from += ROWS_MAX) {
            insert(schema, entries.subList(from, Math.min(entries.size(), from + ROWS_MAX)));
        }
    }

    private void insert(String schema, List<AuditEntry> rows) {
        database.execute(
                """
                        insert into %s.%s (id, event_id, position, ordinal, tenant, time, principal, on_behalf_of,
                                           request, origin, action, resource_type, resource_id, resource_name,
                                           catalog, branch, commit_id, message, result, status, error, details)
                        select id, event_id, position, ordinal, tenant, time, principal, on_behalf_of,
                               request, origin, action, resource_type, resource_id, resource_name,
                               catalog, branch, commit_id, message, result, status, error, details::json
                        from unnest(?, ?, ?, ?, ?, ?, ?, ?,
                                    ?, ?, ?, ?, ?, ?,
                                    ?, ?, ?, ?, ?, ?, ?, ?)
                             as r(id, event_id, position, ordinal, tenant, time, principal, on_behalf_of,
                                  request, origin, action, resource_type, resource_id, resource_name,
                                  catalog, branch, commit_id, message, result, status, error, details)
                        """.formatted(schema, NAME),
                Columns.uuids(rows, AuditEntry::id),
                Columns.uuids(rows, row -> row.event().value()),
                Columns.longs(rows, AuditEntry::position),
                Columns.ints(rows, AuditEntry::ordinal),
                Columns.uuids(rows, row -> row.fact().tenant().value()),
                Columns.times(rows, row -> row.fact().time()),
                Columns.uuids(rows, row -> row.fact().by().principal().value()),
                Columns.uuids(rows, row -> orNull(row.fact().by().onBehalfOf(), PrincipalId::value)),
                Columns.texts(rows, row -> storable(row.fact().by().requestId())),
                Columns.bytes(rows, row -> bytes(row.fact().by().origin())),
                Columns.texts(rows, row -> row.fact().action()),
                Columns.texts(rows, row -> row.fact().resource().type()),
                Columns.uuids(rows, row -> orNull(row.fact().resource().id(), id -> id)),
                Columns.texts(rows, row -> storable(row.fact().resource().name())),
                Columns.uuids(rows, row -> orNull(row.fact().place().catalog(), id -> id.value())),
                Columns.uuids(rows, row -> orNull(row.fact().place().branch(), id -> id.value())),
                Columns.bytes(
                        rows,
                        row -> orNull(
                                row.fact().place().commit(), id -> id.hash().bytes())),
                Columns.bytes(rows, row -> orNull(row.fact().place().message(), AuditTable::bytes)),
                Columns.texts(rows, row -> result(row.fact())),
                Columns.ints(rows, row -> orNull(failure(row.fact()), Failure::status)),
                Columns.texts(rows, row -> orNull(failure(row.fact()), failed -> storable(failed.error()))),
                Columns.texts(rows, row -> row.fact().details()));
    }

    private static String result(Fact fact) {
        return switch (fact.result()) {
            case Success success -> "success";
            case Failure failed -> "failure";
        };
    }

    private static Optional<Failure> failure(Fact fact) {
        return fact.result() instanceof Failure failed ? Optional.of(failed) : Optional.empty();
    }

    private static byte[] bytes(Commitment commitment) {
        return commitment.hash().bytes();
    }

    /** PostgreSQL keeps no U+0000 in a text, and nobody escapes the log by sending one. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static <T, R> @Nullable R orNull(Optional<T> value, Function<T, R> read) {
        return value.map(read).orElse(null);
    }
}
