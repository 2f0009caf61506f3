package io.meerkat.storage.commit;

import io.meerkat.model.Hash;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Nodes of catalog trees, each once under its hash. Derived from the events. */
public final class NodeTable {
    private final Database database;

    public NodeTable(Database database) {
        this.database = database;
    }

    /** For a rebuild, which adds them all again. */
    public void removeAll(TenantId tenant) {
        database.execute("delete from nodes where tenant = ?", tenant.value());
    }

    public void add(TenantId tenant, Map<Hash, byte[]> nodes) {
        database.executeLater(
                """
                        insert into nodes select ?, n.* from unnest(?, ?) as n(hash, node)
                        order by hash on conflict do nothing
                        """,
                tenant.value(),
                Columns.bytes(nodes.keySet(), Hash::bytes),
                Columns.bytes(nodes.values(), node -> node));
    }

    public Optional<byte[]> find(TenantId tenant, Hash hash) {
        return database.query("select node from nodes where tenant = ? and hash = ?", tenant.value(), hash.bytes())
                .fetchOptional(row -> row.get("node", byte[].class));
    }

    /** One that is not stored is missing in the answer, too. */
    public Map<Hash, byte[]> find(TenantId tenant, Collection<Hash> hashes) {
        return database.query(
                        "select hash, node from nodes where tenant = ? and hash = any (?)",
                        tenant.value(),
                        Columns.bytes(hashes, Hash::bytes))
                .fetchMap(row -> Hash.of(row.get("hash", byte[].class)), row -> row.get("node", byte[].class));
    }
}
