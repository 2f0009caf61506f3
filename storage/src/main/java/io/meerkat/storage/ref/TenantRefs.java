package io.meerkat.storage.ref;

import io.meerkat.model.CatalogName;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.ref.RefRow.Type;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;

/** The branches and tags of all catalogs of a tenant, for dialects that ask for them without naming a catalog. */
public final class TenantRefs {
    private final Database database;

    public TenantRefs(Database database) {
        this.database = database;
    }

    /**
     * A ref and the catalog it is of.
     *
     * @param from of a branch: the one on which the commit that it began with was made, as long as that one is there
     */
    public record CatalogRef(CatalogName catalog, RefRow ref, Optional<RefName> from) {}

    /** By catalog and name: those of one catalog, or of this name, or all. */
    public List<CatalogRef> list(TenantId tenant, Type type, Optional<CatalogName> catalog, Optional<RefName> name) {
        return database.query(
                        """
                        select p.*, c.name as catalog_name, origin.name as from_name
                        from (%s) p
                        join catalogs c on c.tenant = p.tenant and c.catalog = p.catalog and c.dropped_at is null
                        left join lines below on below.tenant = p.tenant and below.line = p.id and below.depth = 1
                        left join lines grown
                            on grown.tenant = p.tenant and grown.line = below.ancestor and grown.depth = 0
                        left join refs origin
                            on origin.tenant = p.tenant and origin.catalog = p.catalog
                            and origin.type = 'branch' and origin.branch = grown.branch
                        where p.tenant = ? and p.type = ?
                          and c.name = coalesce(?::text, c.name) and p.name = coalesce(?::text, p.name)
                        order by c.name, p.name
                        """.formatted(RefTable.POINTED),
                        tenant.value(),
                        RefTable.word(type),
                        catalog.map(CatalogName::value).orElse(null),
                        name.map(RefName::value).orElse(null))
                .fetch(TenantRefs::located);
    }

    private static CatalogRef located(Record row) {
        return new CatalogRef(
                new CatalogName(row.get("catalog_name", String.class)),
                RefTable.ref(row),
                Optional.ofNullable(row.get("from_name", String.class)).map(RefName::new));
    }
}
