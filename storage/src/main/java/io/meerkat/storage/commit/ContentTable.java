package io.meerkat.storage.commit;

import io.meerkat.model.Content;
import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Contents and their fragments, each once under its hash. They belong to the event store: events name them. */
public final class ContentTable {
    private final Database database;

    public ContentTable(Database database) {
        this.database = database;
    }

    /**
     * Stores contents, each once. In a transaction that has written something before: the sweep waits for those only.
     *
     * @return those that were not stored before and whose files were swept up: they must not be committed
     */
    public Set<Hash> add(TenantId tenant, Map<Hash, Content> contents) {
        return database.query(
                        """
                        with added as (
                            insert into contents select ?, c.* from unnest(?, ?, ?) as c(hash, content, fragments)
                            order by hash on conflict do nothing returning tenant, hash)
                        select hash from added join swept on swept.tenant = added.tenant and swept.content = added.hash
                        """,
                        tenant.value(),
                        Columns.bytes(contents.keySet(), Hash::bytes),
                        Columns.bytes(contents.values(), Content::toBytes),
                        Columns.ints(
                                contents.values(),
                                content -> content.fragments().size()))
                .fetchSet(row -> Hash.of(row.get("hash", byte[].class)));
    }

    public void addFragments(TenantId tenant, Collection<Fragment> fragments) {
        database.executeLater(
                """
                        insert into fragments select ?, f.* from unnest(?, ?) as f(hash, text)
                        order by hash on conflict do nothing
                        """,
                tenant.value(),
                Columns.bytes(fragments, f -> f.hash().bytes()),
                Columns.bytes(fragments, Fragment::utf8));
    }

    public Optional<Content> find(TenantId tenant, Hash hash) {
        return database.query(
                        "select content from contents where tenant = ? and hash = ?", tenant.value(), hash.bytes())
                .fetchOptional(row -> Content.of(row.get("content", byte[].class)));
    }

    /** One that is not there is missing in the answer, too. */
    public Map<Hash, Content> find(TenantId tenant, Collection<Hash> hashes) {
        return database.query(
                        "select hash, content from contents where tenant = ? and hash = any (?)",
                        tenant.value(),
                        Columns.bytes(hashes, Hash::bytes))
                .fetchMap(
                        row -> Hash.of(row.get("hash", byte[].class)),
                        row -> Content.of(row.get("content", byte[].class)));
    }

    /** Which of these contents are stored, whoever's they are. */
    public Set<Hash> stored(Collection<Hash> hashes) {
        return database.query("""
                        select hash from contents
                        where tenant in (select tenant from catalogs) and hash = any (?)
                        """, Columns.bytes(hashes, Hash::bytes))
                .fetchSet(row -> Hash.of(row.get("hash", byte[].class)));
    }

    /** The texts of fragments, UTF-8. One that is not there is missing in the answer, too. */
    public Map<Hash, byte[]> fragments(TenantId tenant, Collection<Hash> hashes) {
        return database.query(
                        "select hash, text from fragments where tenant = ? and hash = any (?)",
                        tenant.value(),
                        Columns.bytes(hashes, Hash::bytes))
                .fetchMap(row -> Hash.of(row.get("hash", byte[].class)), row -> row.get("text", byte[].class));
    }
}
