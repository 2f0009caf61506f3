package io.meerkat.storage.catalog;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;

/** Catalogs by name. A dropped catalog keeps its row and gives its name free. */
public final class CatalogTable {
    /** The key on which two catalogs of one name collide. */
    public static final String NAME_GUARD = "catalogs_by_name";

    private final Database database;

    public CatalogTable(Database database) {
        this.database = database;
    }

    /** Adds a catalog; fails on {@link #NAME_GUARD} where the name is in use. */
    public void add(CatalogRow row) {
        database.execute(
                "insert into catalogs values (?, ?, ?, ?, ?, ?, ?::timestamptz)",
                row.tenant().value(),
                row.catalog().value(),
                row.name().value(),
                row.main().value(),
                row.root(),
                row.properties(),
                Columns.utc(row.createdAt()));
    }

    public void drop(TenantId tenant, CatalogId catalog, Instant at) {
        database.execute(
                "update catalogs set dropped_at = ?::timestamptz where tenant = ? and catalog = ?",
                Columns.utc(at),
                tenant.value(),
                catalog.value());
    }

    public Optional<CatalogRow> find(TenantId tenant, CatalogName name) {
        return database.query(
                        "select * from catalogs where tenant = ? and name = ? and dropped_at is null",
                        tenant.value(),
                        name.value())
                .fetchOptional(CatalogTable::catalog);
    }

    public List<CatalogRow> list(TenantId tenant) {
        return database.query(
                        "select * from catalogs where tenant = ? and dropped_at is null order by name", tenant.value())
                .fetch(CatalogTable::catalog);
    }

    /** Those that were there at some time since that moment. */
    public List<CatalogRow> listSince(TenantId tenant, Instant time) {
        return database.query("""
                        select * from catalogs
                        where tenant = ? and (dropped_at is null or dropped_at >= ?::timestamptz) order by name
                        """, tenant.value(), Columns.utc(time)).fetch(CatalogTable::catalog);
    }

    private static CatalogRow catalog(Record row) {
        return new CatalogRow(
                new TenantId(row.get("tenant", UUID.class)),
                new CatalogId(row.get("catalog", UUID.class)),
                new CatalogName(row.get("name", String.class)),
                new BranchId(row.get("main", UUID.class)),
                row.get("root", String.class),
                row.get("properties", String.class),
                row.get("created_at", OffsetDateTime.class).toInstant());
    }
}
