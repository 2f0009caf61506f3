package io.meerkat.storage.ref;

import io.meerkat.model.CatalogId;
import io.meerkat.model.Protection;
import io.meerkat.model.Protection.Act;
import io.meerkat.model.RefPattern;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jooq.Record;

/** The protections of catalogs. */
public final class ProtectionTable {
    private final Database database;

    public ProtectionTable(Database database) {
        this.database = database;
    }

    /** By their patterns. */
    public List<Protection> list(TenantId tenant, CatalogId catalog) {
        return database.query(
                        "select pattern, forbids from protections where tenant = ? and catalog = ? order by pattern",
                        tenant.value(),
                        catalog.value())
                .fetch(ProtectionTable::protection);
    }

    /** These are all from now on. */
    public void replace(TenantId tenant, CatalogId catalog, List<Protection> protections) {
        database.execute("delete from protections where tenant = ? and catalog = ?", tenant.value(), catalog.value());
        protections.forEach(protection -> database.execute(
                "insert into protections values (?, ?, ?, ?)",
                tenant.value(),
                catalog.value(),
                protection.pattern().value(),
                Columns.texts(protection.forbids(), ProtectionTable::word)));
    }

    private static Protection protection(Record row) {
        return new Protection(
                new RefPattern(row.get("pattern", String.class)),
                Arrays.stream(row.get("forbids", String[].class))
                        .map(word -> Act.valueOf(word.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()));
    }

    private static String word(Act act) {
        return act.name().toLowerCase(Locale.ROOT);
    }
}
