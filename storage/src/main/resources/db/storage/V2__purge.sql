-- Objects that were dropped to be purged. Their files are deleted after a grace, by whichever node takes the lease.
create table purges (
    tenant       uuid not null,
    content_id   uuid not null,
    catalog      uuid not null,
    branch       uuid not null,
    commit_id    bytea not null,
    key          bytea not null,
    requested_at timestamptz not null,
    begun_at     timestamptz,
    completed_at timestamptz,
    leased_until timestamptz,
    problem      text,
    primary key (tenant, content_id)
);
create index purges_open on purges (requested_at) where completed_at is null;

-- While the files of an object are being deleted nobody may take its location.
alter table claims drop constraint claims_state_check;
alter table claims add constraint claims_state_check check (state in ('live', 'staged', 'ended', 'purging'));
