package io.meerkat.storage.export;

import io.meerkat.model.Hash;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import java.util.List;

/** One tenant's rows of a table that keeps bytes under their hash, in the order of the hashes. */
final class HashPages {
    private final Database database;
    private final TenantId tenant;
    private final String select;

    private byte[] last = new byte[0];

    HashPages(Database database, TenantId tenant, String table, String column) {
        this.database = database;
        this.tenant = tenant;
        this.select = "select hash, %s as bytes from %s where tenant = ? and hash > ? order by hash limit ?"
                .formatted(column, table);
    }

    @SuppressWarnings("ArrayRecordComponent") // handed from the database to the writer, and gone
    record Row(Hash hash, byte[] bytes) {}

    /** The next rows; none at the end. */
    List<Row> next(int limit) {
        var page = database.query(select, tenant.value(), last, limit)
                .fetch(row -> new Row(Hash.of(row.get("hash", byte[].class)), row.get("bytes", byte[].class)));
        if (!page.isEmpty()) {
            last = page.getLast().hash().bytes();
        }
        return page;
    }
}
