package io.meerkat.storage.commit;

import io.meerkat.model.Hash;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.util.Collection;

/** Contents whose files are deleted as never committed. They are remembered here first, so that it stays true. */
public final class SweptTable {
    private final Database database;

    public SweptTable(Database database) {
        this.database = database;
    }

    /** From the end of this statement on nobody begins to store these contents, whoever's they are. */
    public void add(Collection<Hash> contents) {
        database.execute("""
                        insert into swept
                        select tenant, content, clock_timestamp()
                        from (select distinct tenant from catalogs) tenants, unnest(?) as c(content)
                        order by tenant, content
                        on conflict (tenant, content) do update set swept_at = excluded.swept_at
                        """, Columns.bytes(contents, Hash::bytes));
    }
}
