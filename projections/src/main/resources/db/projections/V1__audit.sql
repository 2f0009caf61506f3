-- Read models that follow the events a moment later. All of it can be dropped and built again from the events.
-- A model is rebuilt in a schema beside this one and then moves here, so its indexes carry the names that PostgreSQL
-- gives them by itself: they are the same in both schemas.
create schema if not exists meerkat_read_next;

-- How far each follower has read, and which node follows for the whole fleet: a claim that is not renewed lapses.
create table follower_tokens (
    follower   text collate "C" not null,
    segment    int not null,
    token      text not null,
    owner      uuid,
    claimed_at timestamptz,
    primary key (follower, segment)
);

-- Events that a follower could not write even alone. The rest went on without them; a rebuild reads them again.
create table set_aside_events (
    follower     text collate "C" not null,
    event_id     uuid not null,
    position     bigint not null,
    error        text not null,
    set_aside_at timestamptz not null default clock_timestamp(),
    primary key (follower, event_id)
);

-- Who did what, to what, with what result: one row for each key that a commit changed, rows are only ever added. People
-- appear as opaque ids and commitments; the texts behind them are joined when asked for, so that they can be erased.
create table audit_entries (
    id            uuid not null,
    event_id      uuid not null,
    position      bigint not null,
    ordinal       int not null,
    tenant        uuid not null,
    time          timestamptz not null,
    principal     uuid not null,
    on_behalf_of  uuid,
    request       text not null,
    origin        bytea not null,
    action        text collate "C" not null,
    resource_type text collate "C" not null,
    resource_id   uuid,
    resource_name text collate "C" not null,
    catalog       uuid,
    branch        uuid,
    commit_id     bytea,
    message       bytea,
    result        text collate "C" not null check (result in ('success', 'failure')),
    status        int,
    error         text,
    details       json not null,
    primary key (id)
);
create index on audit_entries (tenant, time, position, ordinal);
create index on audit_entries (tenant, principal, time, position, ordinal);
create index on audit_entries (tenant, resource_id, time, position, ordinal);
