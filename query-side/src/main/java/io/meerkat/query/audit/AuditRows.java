package io.meerkat.query.audit;

import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import io.meerkat.query.audit.AuditEntry.Author;
import io.meerkat.query.audit.AuditEntry.Failure;
import io.meerkat.query.audit.AuditEntry.Place;
import io.meerkat.query.audit.AuditEntry.Resource;
import io.meerkat.query.audit.AuditEntry.Result;
import io.meerkat.storage.Columns;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The audit log's rows as SQL sees them. */
final class AuditRows {
    /** Takes a condition on {@code e}, and what orders and limits; the texts are joined to the rows that remain. */
    static final String SELECT = """
            select e.*, e.details::text as details_text, c.name as catalog_name, r.name as branch_name,
                   origins.text as origin_text, messages.text as message_text
            from (select * from meerkat_read.audit_entries e where {0}
                  order by time desc, position desc, ordinal desc limit {1} offset {2}) e
            left join meerkat.catalogs c on c.tenant = e.tenant and c.catalog = e.catalog
            left join meerkat.refs r on r.tenant = e.tenant and r.catalog = e.catalog and r.branch = e.branch
            left join meerkat.texts origins on origins.tenant = e.tenant and origins.commitment = e.origin
            left join meerkat.texts messages on messages.tenant = e.tenant and messages.commitment = e.message
            order by e.time desc, e.position desc, e.ordinal desc
            """;

    static final String COUNT = "select count(*) from meerkat_read.audit_entries e where {0}";

    private AuditRows() {}

    static Condition matching(AuditFilter filter) {
        return DSL.and(
                DSL.condition("e.tenant = ?", filter.tenant().value()),
                given("e.principal = ?", filter.user().map(PrincipalId::value)),
                given("e.action = ?", filter.action()),
                given("e.resource_type = ?", filter.resourceType()),
                given("e.resource_id = ?", filter.resourceId()),
                given("e.resource_name = ?", filter.resourceName()),
                given("e.time >= ?::timestamptz", filter.start().map(Columns::utc)),
                given("e.time <= ?::timestamptz", filter.end().map(Columns::utc)),
                given("e.result = ?", filter.result().map(Result::word)));
    }

    private static Condition given(String sql, Optional<?> value) {
        return value.<Condition>map(present -> DSL.condition(sql, present)).orElseGet(DSL::noCondition);
    }

    static AuditEntry entry(Record row) {
        return new AuditEntry(
                row.get("id", UUID.class),
                new TenantId(row.get("tenant", UUID.class)),
                row.get("time", OffsetDateTime.class).toInstant(),
                new Author(
                        new PrincipalId(row.get("principal", UUID.class)),
                        optional(row, "on_behalf_of", UUID.class).map(PrincipalId::new),
                        row.get("request", String.class),
                        text(row, "origin_text")),
                row.get("action", String.class),
                new Resource(
                        row.get("resource_type", String.class),
                        optional(row, "resource_id", UUID.class),
                        row.get("resource_name", String.class)),
                new Place(
                        optional(row, "catalog_name", String.class),
                        optional(row, "branch_name", String.class),
                        optional(row, "commit_id", byte[].class).map(Hash::of).map(CommitId::new),
                        text(row, "message_text")),
                result(row),
                optional(row, "status", Integer.class)
                        .map(status -> new Failure(status, row.get("error", String.class))),
                row.get("details_text", String.class));
    }

    private static Result result(Record row) {
        return row.get("result", String.class).equals(Result.SUCCESS.word()) ? Result.SUCCESS : Result.FAILURE;
    }

    private static Optional<String> text(Record row, String column) {
        return optional(row, column, byte[].class).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static <T> Optional<T> optional(Record row, String column, Class<T> type) {
        return Optional.ofNullable(row.get(column, type));
    }
}
