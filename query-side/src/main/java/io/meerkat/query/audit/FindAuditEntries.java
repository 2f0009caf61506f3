package io.meerkat.query.audit;

import io.meerkat.model.TenantId;
import io.meerkat.query.Page;
import io.meerkat.storage.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;

/** Who did what, newest first. */
public final class FindAuditEntries {
    private final Database database;

    public FindAuditEntries(Database database) {
        this.database = database;
    }

    public List<AuditEntry> page(AuditFilter filter, Page page) {
        return database.template(
                        AuditRows.SELECT, AuditRows.matching(filter), DSL.val(page.limit()), DSL.val(page.offset()))
                .fetch(AuditRows::entry);
    }

    public Optional<AuditEntry> byId(TenantId tenant, UUID id) {
        var condition = DSL.condition("e.tenant = ? and e.id = ?", tenant.value(), id);
        return database.template(AuditRows.SELECT, condition, DSL.val(1), DSL.val(0))
                .fetchOptional(AuditRows::entry);
    }
}
