-- Everything that is written in the transaction that appends an event. The tenant is part of every key; names, streams
-- and locations compare as bytes (collation C). Byte strings that are hashes have 32 bytes.

-- One database cluster's run of transaction ids. After a restore into a fresh cluster ids start low again; a new
-- incarnation keeps the global order (incarnation, xid, position) true.
create table incarnations (
    incarnation       int primary key,
    system_identifier bigint not null,
    opened_at         timestamptz not null default clock_timestamp()
);

-- The nodes of the fleet. A node is alive while it holds the session lock of its id; `readable` names the revision of
-- each event that it can read, so that a newer one is written only when all can.
create table server_nodes (
    node       uuid primary key,
    started_at timestamptz not null default clock_timestamp(),
    version    text not null,
    readable   text not null
);

create sequence event_positions minvalue 0 start 0;

create table events (
    position      bigint not null default nextval('event_positions'),
    incarnation   int not null,
    xid           xid8 not null default pg_current_xact_id(),
    tenant        uuid not null,
    stream        text collate "C" not null,
    seq           bigint not null,
    event_id      uuid not null,
    name          text collate "C" not null,
    revision      smallint not null,
    recorded_at   timestamptz not null,
    metadata      bytea not null,
    payload       bytea not null,
    previous_hash bytea not null,
    hash          bytea not null,
    primary key (position)
) partition by range (position);
create index events_by_order on events (incarnation, xid, position);
create index events_by_stream on events (stream, seq);

-- Makes the partitions that the next events need: always one ahead of the one in use.
create function ensure_event_partitions() returns void language plpgsql as $$
declare
    size  constant bigint := 10000000;
    first bigint := (select last_value / size from event_positions);
begin
    for n in first .. first + 1 loop
        if to_regclass(format('events_%s', n)) is null then
            execute format('create table events_%s partition of events for values from (%s) to (%s)',
                           n, n * size, (n + 1) * size);
        end if;
    end loop;
end $$;
select ensure_event_partitions();

-- One row for each appended batch of a stream; insert-only. Its primary key is the guard of the store: two writers that
-- build on one state collide here. The newest row is the head that reads use, and the aggregate's snapshot.
create table heads (
    stream      text collate "C" not null,
    after_seq   bigint not null,
    last_seq    bigint not null,
    last_hash   bytea not null,
    recorded_at timestamptz not null,
    tenant      uuid not null,
    catalog     uuid,
    commit_id   bytea,
    root        bytea,
    generation  bigint,
    commit_time timestamptz,
    primary key (stream, after_seq)
);

create table catalogs (
    tenant     uuid not null,
    catalog    uuid not null,
    name       text collate "C" not null,
    main       uuid not null,
    root       text not null,
    properties text not null,
    created_at timestamptz not null,
    dropped_at timestamptz,
    primary key (tenant, catalog)
);
create unique index catalogs_by_name on catalogs (tenant, name) where dropped_at is null;

-- Branches and tags of one catalog share one name space. A branch is a stream, a tag a commit.
create table refs (
    tenant    uuid not null,
    catalog   uuid not null,
    name      text collate "C" not null,
    type      text not null check (type in ('branch', 'tag')),
    branch    uuid,
    commit_id bytea,
    primary key (tenant, catalog, name),
    check ((type = 'branch') = (branch is not null) and (type = 'tag') = (commit_id is not null))
);

create table commits (
    tenant     uuid not null,
    catalog    uuid not null,
    id         bytea not null,
    parents    bytea[] not null,
    edges      bytea not null,
    root       bytea not null,
    generation bigint not null,
    author     uuid not null,
    time       timestamptz not null,
    message    bytea not null,
    changes    bytea not null,
    branch     uuid not null,
    seq        bigint not null,
    primary key (tenant, catalog, id)
);
create index commits_by_branch on commits (branch, generation);

-- Personal texts behind the commitments in hashed bytes. Erasing a row forgets the text and breaks no proof.
create table texts (
    tenant     uuid not null,
    commitment bytea not null,
    salt       bytea not null,
    text       bytea not null,
    primary key (tenant, commitment)
);

-- Contents and fragments belong to the event store: events name them by hash. A content ends with the hashes of its
-- fragments, 32 bytes each.
create table contents (
    tenant    uuid not null,
    hash      bytea not null,
    content   bytea not null,
    fragments int not null,
    primary key (tenant, hash)
);
alter table contents alter column content set storage external;

create table fragments (
    tenant uuid not null,
    hash   bytea not null,
    text   bytea not null,
    primary key (tenant, hash)
);

-- Derived from the events, rebuilt by replay: what each commit of a branch made of each key (no entry: removed), and
-- the tree nodes of every batch's last commit.
create table entries (
    tenant     uuid not null,
    branch     uuid not null,
    key        bytea not null,
    generation bigint not null,
    entry      bytea,
    primary key (branch, key, generation)
);
create index entries_by_generation on entries (branch, generation);

create table nodes (
    tenant uuid not null,
    hash   bytea not null,
    node   bytea not null,
    primary key (tenant, hash)
);

-- The highest column and partition-field id ever allocated for an object on any branch, and the branch whose row ids
-- start at the table's own; every other branch allocates row ids from blocks of its own.
create table marks (
    tenant            uuid not null,
    catalog           uuid not null,
    content_id        uuid not null,
    last_column_id    int not null,
    last_partition_id int not null,
    home_branch       uuid not null,
    primary key (tenant, catalog, content_id)
);

create table row_id_blocks (
    tenant     uuid not null,
    catalog    uuid not null,
    content_id uuid not null,
    first_id   bigint not null,
    branch     uuid not null,
    primary key (tenant, catalog, content_id, first_id)
);

-- Who owns which location. Live while its object is on the head of some branch; staged until it is committed or lapses;
-- ended otherwise, kept because only a location that a client names may take it over.
create table claims (
    tenant     uuid not null,
    path       text collate "C" not null,
    content_id uuid not null,
    catalog    uuid not null,
    key        bytea not null,
    state      text not null check (state in ('live', 'staged', 'ended')),
    claimed_at timestamptz not null,
    expires_at timestamptz,
    primary key (tenant, path, content_id),
    check ((state = 'staged') = (expires_at is not null))
);
create index claims_by_object on claims (tenant, content_id);

-- Answers by idempotency key, partitioned by the time in the key, so that expiry drops a partition. A key whose time is
-- far from the clock has a bucket beyond all days and expires by arrival.
create table idempotency_keys (
    tenant      uuid not null,
    principal   uuid not null,
    key         uuid not null,
    bucket      timestamptz not null,
    route       text not null,
    request     bytea not null,
    recorded_at timestamptz not null default clock_timestamp(),
    commit_id   bytea,
    json        text,
    status      int,
    error_type  text,
    message     text,
    primary key (tenant, principal, key, bucket)
) partition by range (bucket);
create table idempotency_keys_late partition of idempotency_keys default;

-- Makes the partitions for today and tomorrow (UTC).
create function ensure_idempotency_partitions() returns void language plpgsql as $$
declare
    today date := (clock_timestamp() at time zone 'UTC')::date;
begin
    for day in 0 .. 1 loop
        if to_regclass(format('idempotency_keys_%s', to_char(today + day, 'YYYYMMDD'))) is null then
            execute format('create table idempotency_keys_%s partition of idempotency_keys for values from (%L) to (%L)',
                           to_char(today + day, 'YYYYMMDD'),
                           (today + day)::timestamp at time zone 'UTC', (today + day + 1)::timestamp at time zone 'UTC');
        end if;
    end loop;
end $$;
select ensure_idempotency_partitions();
