package io.meerkat.storage.claim;

import io.meerkat.model.CatalogId;
import io.meerkat.model.ContentId;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record;

/** Who owns which location in a tenant. Overlap is checked under the tenant's lock. */
public final class ClaimTable {
    private final Database database;

    public ClaimTable(Database database) {
        this.database = database;
    }

    /** Makes everybody who claims in this tenant take turns until the transaction ends. */
    public void lock(TenantId tenant) {
        database.execute("select pg_advisory_xact_lock(hashtextextended('claims/' || ?, 0))", tenant.toString());
    }

    /**
     * Claims at, above or below any of the paths; staged ones that have lapsed are left out. Each path is a few probes of
     * the index: {@code offset 0} keeps the planner from joining all claims instead. jOOQ takes a colon with a name right
     * behind it for a parameter.
     */
    public List<Claim> overlapping(TenantId tenant, Collection<String> paths) {
        // A select around the parameter: its length would make a plan of its own for each call seem worth the time.
        return database.query("""
                        with wanted as (
                            select path from unnest((select ?)) as wanted(path)
                        ), above as (
                            select distinct array_to_string((string_to_array(path, '/'))[1 : depth], '/') as path
                            from wanted
                            cross join lateral generate_series(1, array_length(string_to_array(path, '/'), 1)) depth
                        )
                        select path, content_id, catalog, key, state
                        from (
                            select c.* from above
                            cross join lateral (
                                select * from claims where tenant = ? and path = above.path offset 0) c
                            union
                            select c.* from wanted
                            cross join lateral (
                                select * from claims
                                where tenant = ? and path >= wanted.path || '/' and path < wanted.path || '0' offset 0) c
                        ) found
                        where state <> 'staged' or expires_at > clock_timestamp()
                        """, Columns.texts(paths, path -> path), tenant.value(), tenant.value())
                .fetch(ClaimTable::claim);
    }

    /** As above, whoever's the claims are. */
    public List<Claim> overlapping(Collection<String> paths) {
        return database.query("select distinct tenant from catalogs").fetch(0, UUID.class).stream()
                .flatMap(tenant -> overlapping(new TenantId(tenant), paths).stream())
                .toList();
    }

    /**
     * Takes locations for objects that are on a head now; one that was staged for the same object becomes live.
     *
     * @param generation of the line's commits since: whatever grows from a later one may show the objects, too
     */
    public void take(TenantId tenant, LineId line, long generation, List<Claim> claims) {
        database.executeLater(
                """
                        insert into claims (tenant, path, content_id, catalog, key, state, claimed_at, line, generation)
                        select ?, c.path, c.content_id, c.catalog, c.key, 'live', clock_timestamp(), ?, ?
                        from unnest(?, ?, ?, ?) as c(path, content_id, catalog, key)
                        on conflict (tenant, path, content_id) do update
                        set state = 'live', expires_at = null, catalog = excluded.catalog, key = excluded.key,
                            renamed = claims.renamed or claims.key <> excluded.key,
                            line = coalesce(claims.line, excluded.line),
                            generation = coalesce(claims.generation, excluded.generation)
                        """,
                tenant.value(),
                line.value(),
                generation,
                Columns.texts(claims, Claim::path),
                Columns.uuids(claims, c -> c.contentId().value()),
                Columns.uuids(claims, c -> c.catalog().value()),
                Columns.bytes(claims, c -> c.key().bytes()));
    }

    /** Promises a location for a while to a create that is being prepared. */
    public void stage(TenantId tenant, Claim claim, Duration lifetime) {
        database.execute(
                """
                        insert into claims (tenant, path, content_id, catalog, key, state, claimed_at, expires_at)
                        values (?, ?, ?, ?, ?, 'staged', clock_timestamp(), clock_timestamp() + make_interval(secs => ?))
                        """,
                tenant.value(),
                claim.path(),
                claim.contentId().value(),
                claim.catalog().value(),
                claim.key().bytes(),
                (double) lifetime.toSeconds());
    }

    /**
     * The objects are not on the head of this line any more. If they were made on it, and nothing that grew from it since can
     * show them, they are on no head: what they own stays remembered, and may be taken over by name. Under the lock of refs.
     */
    public void end(TenantId tenant, LineId line, Collection<ContentId> objects) {
        database.executeLater("""
                        update claims c set state = 'ended'
                        where tenant = ? and content_id = any (?) and state = 'live' and line = ?
                          and not exists (
                                select from crossings x where x.tenant = c.tenant and x.content_id = c.content_id)
                          and not exists (
                                select from lines l where l.ancestor = c.line and l.depth > 0 and l.up_to >= c.generation)
                          and not exists (
                                select from refs t where t.type = 'tag' and t.line = c.line and t.generation >= c.generation)
                        """, tenant.value(), Columns.uuids(objects, ContentId::value), line.value());
    }

    /** Remembers of objects that they have had another name, of each whose name is not the one that it was made under. */
    public void name(TenantId tenant, Map<ContentId, TreeKey> objects) {
        database.executeLater(
                """
                        update claims c set renamed = true
                        from unnest(?, ?) as o(content_id, key)
                        where c.tenant = ? and c.content_id = o.content_id and c.key <> o.key and not c.renamed
                        """,
                Columns.uuids(objects.keySet(), ContentId::value),
                Columns.bytes(objects.values(), TreeKey::bytes),
                tenant.value());
    }

    /** Remembers of objects that they have had another name. */
    public void rename(TenantId tenant, Collection<ContentId> objects) {
        database.executeLater(
                "update claims set renamed = true where tenant = ? and content_id = any (?) and not renamed",
                tenant.value(),
                Columns.uuids(objects, ContentId::value));
    }

    /** Those of which a purge was begun and that are on no head: their files are gone or about to go. */
    public Set<ContentId> purged(TenantId tenant, Collection<ContentId> objects) {
        return database.query("""
                        select content_id from purges p
                        where tenant = ? and content_id = any (?) and begun_at is not null
                          and not exists (
                                select from claims c
                                where c.tenant = p.tenant and c.content_id = p.content_id and c.state = 'live')
                        """, tenant.value(), Columns.uuids(objects, ContentId::value))
                .fetchSet(row -> new ContentId(row.get("content_id", UUID.class)));
    }

    /** The objects are on a head again. What is being purged, or was, stays so. */
    public void revive(TenantId tenant, Collection<ContentId> objects) {
        database.executeLater("""
                        update claims c set state = 'live'
                        where tenant = ? and content_id = any (?) and state = 'ended'
                          and not exists (
                                select from purges p
                                where p.tenant = c.tenant and p.content_id = c.content_id and p.begun_at is not null)
                        """, tenant.value(), Columns.uuids(objects, ContentId::value));
    }

    /** The locations that an object owns or owned. */
    public List<Claim> of(TenantId tenant, ContentId object) {
        return database.query(
                        "select * from claims where tenant = ? and content_id = ?", tenant.value(), object.value())
                .fetch(ClaimTable::claim);
    }

    /**
     * Keeps others off an object's locations while its files are deleted, under the tenant's lock. False, and nothing is
     * changed, if the object is on a head, or if a place of its is promised to a staged create.
     */
    public boolean beginPurge(TenantId tenant, ContentId object) {
        var own = of(tenant, object);
        var near = overlapping(tenant, own.stream().map(Claim::path).toList());
        if (own.stream().anyMatch(claim -> claim.state() == Claim.State.LIVE)
                || near.stream().anyMatch(claim -> claim.state() == Claim.State.STAGED)) {
            return false;
        }
        move(tenant, object, Claim.State.ENDED, Claim.State.PURGING);
        return true;
    }

    public void endPurge(TenantId tenant, ContentId object) {
        move(tenant, object, Claim.State.PURGING, Claim.State.ENDED);
    }

    private void move(TenantId tenant, ContentId object, Claim.State from, Claim.State to) {
        database.execute(
                "update claims set state = ? where tenant = ? and content_id = ? and state = ?",
                word(to),
                tenant.value(),
                object.value(),
                word(from));
    }

    /**
     * What other objects own of these paths, at or above each: staged or live claims, and those made after the object's
     * own, whoever made them, so that of two purges of one place the later owner's deletes what is there. Apart from the
     * object's own places, whatever others ever owned. What was purged owns nothing any more.
     */
    public List<Claim> laterThan(TenantId tenant, ContentId object, Collection<String> paths) {
        return database.query(
                        """
                        select distinct c.path, c.content_id, c.catalog, c.key, c.state
                        from (select distinct array_to_string(parts[1 : depth], '/') as path
                              from (select string_to_array(p, '/') as parts from unnest(?) p) split,
                                   generate_series(1, array_length(parts, 1)) depth) above
                        join claims c on c.tenant = ? and c.path = above.path and c.content_id <> ?
                                     and not exists (
                                         select from purges p
                                         where p.tenant = c.tenant and p.content_id = c.content_id
                                           and p.completed_at is not null and c.state = 'ended')
                        where c.state = 'live'
                           or c.state = 'staged' and c.expires_at > clock_timestamp()
                           or c.claimed_at > (select min(claimed_at) from claims where tenant = ? and content_id = ?)
                           or not exists (
                                select from claims own
                                where own.tenant = ? and own.content_id = ?
                                  and (own.path = c.path or starts_with(own.path, c.path || '/')
                                       or starts_with(c.path, own.path || '/')))
                        """,
                        Columns.texts(paths, path -> path),
                        tenant.value(),
                        object.value(),
                        tenant.value(),
                        object.value(),
                        tenant.value(),
                        object.value())
                .fetch(ClaimTable::claim);
    }

    private static String word(Claim.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Claim claim(Record row) {
        return new Claim(
                row.get("path", String.class),
                new ContentId(row.get("content_id", UUID.class)),
                new CatalogId(row.get("catalog", UUID.class)),
                TreeKey.of(row.get("key", byte[].class)),
                Claim.State.valueOf(row.get("state", String.class).toUpperCase(Locale.ROOT)));
    }
}
