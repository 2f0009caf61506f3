-- Where a tag lies, so that whoever looks for what holds a commit need not read it; and since when a ref is there.
alter table refs add column id uuid;
update refs set id = branch;
alter table refs alter column id set not null;
alter table refs add column line uuid;
alter table refs add column generation bigint;
alter table refs add column created_at timestamptz not null default clock_timestamp();
create unique index refs_by_branch on refs (branch) where type = 'branch';
create index refs_by_type on refs (tenant, catalog, type, name);
create index tags_by_commit on refs (line, generation) where type = 'tag';

-- Refs that are no more; what they pointed to stays readable by its commits.
create table deleted_refs (
    tenant     uuid not null,
    catalog    uuid not null,
    id         uuid not null,
    name       text collate "C" not null,
    type       text not null,
    branch     uuid,
    commit_id  bytea,
    line       uuid,
    generation bigint,
    created_at timestamptz not null,
    deleted_at timestamptz not null,
    primary key (tenant, catalog, id)
);
create index deleted_refs_by_time on deleted_refs (catalog, deleted_at);

-- The commit that took a location. Whatever grew from its line since, or holds a commit of it by a tag, may show the object
-- as well. None while a location is only promised.
alter table claims add column line uuid;
alter table claims add column generation bigint;
update claims c set line = k.main, generation = 0 from catalogs k
where k.tenant = c.tenant and k.catalog = c.catalog and c.state <> 'staged';
