package io.meerkat.storage;

/**
 * Keeps the global order of events true across a restore. Transaction ids start low again in a fresh cluster, so a
 * start on another cluster, or on one whose next id is not above all stored ones, opens a new incarnation; everything
 * of earlier ones is before it and visible.
 */
public final class Incarnations {
    private final Database database;

    public Incarnations(Database database) {
        this.database = database;
    }

    /** Opens a new incarnation if the cluster is not the one the last events were written in. */
    public void open() {
        database.transact(() -> {
            int opened = database.execute("""
                with locked as materialized (select pg_advisory_xact_lock(hashtext('meerkat/incarnations'))),
                     here as materialized (
                        select (select system_identifier from pg_control_system()) as cluster,
                               pg_snapshot_xmax(pg_current_snapshot()) as next_xid
                        from locked),
                     latest as (select * from incarnations order by incarnation desc limit 1)
                insert into incarnations (incarnation, system_identifier)
                select coalesce((select incarnation from latest), 0) + 1, here.cluster
                from here
                where not exists (
                    select 1 from latest
                    where latest.system_identifier = here.cluster
                      and here.next_xid > coalesce(
                          (select xid from events where incarnation = latest.incarnation order by xid desc limit 1),
                          '0'))
                on conflict do nothing
                """);
            if (opened > 0) {
                // By the ids of the cluster before, which are in the future here.
                database.execute("update marks set raised_by = null where raised_by is not null");
            }
            return opened;
        });
    }
}
