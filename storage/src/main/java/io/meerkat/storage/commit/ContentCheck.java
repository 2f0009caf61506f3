package io.meerkat.storage.commit;

import io.meerkat.model.Content;
import io.meerkat.model.Domain;
import io.meerkat.model.Hash;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import java.util.function.Function;
import org.jooq.Record;

/** Whether every content and fragment that is stored is the one that its hash names. */
public final class ContentCheck {
    private static final int PAGE = 500;

    private final Database database;

    public ContentCheck(Database database) {
        this.database = database;
    }

    /** How many were looked at. */
    public record Checked(long contents, long fragments) {}

    /** @throws IllegalStateException naming the first that is not what it should be */
    public Checked run(TenantId tenant) {
        return new Checked(
                all(tenant, "contents", "content", row -> Content.of(row).hash()),
                all(tenant, "fragments", "text", Domain.FRAGMENT::hash));
    }

    private long all(TenantId tenant, String table, String column, Function<byte[], Hash> hashed) {
        long count = 0;
        byte[] after = new byte[0];
        while (true) {
            var rows = database.query(
                            "select hash, %s as bytes from %s where tenant = ? and hash > ? order by hash limit %d"
                                    .formatted(column, table, PAGE),
                            tenant.value(),
                            after)
                    .fetch();
            if (rows.isEmpty()) {
                return count;
            }
            for (Record row : rows) {
                var hash = Hash.of(row.get("hash", byte[].class));
                if (!hashed.apply(row.get("bytes", byte[].class)).equals(hash)) {
                    throw new IllegalStateException("%s %s does not hold what it names".formatted(table, hash));
                }
                after = hash.bytes();
                count++;
            }
        }
    }
}
