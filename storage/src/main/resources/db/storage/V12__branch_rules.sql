-- What a branch was made for. On a partial branch only some keys can be written; on all others all, and none is listed.
alter table refs add column branch_type text not null default 'experimental';
alter table refs add column writable bytea[] not null default '{}';
alter table deleted_refs add column branch_type text not null default 'experimental';
alter table deleted_refs add column writable bytea[] not null default '{}';

-- What nobody may do to branches and tags of some names. Derived from the events of the catalog.
create table protections (
    tenant  uuid not null,
    catalog uuid not null,
    pattern text collate "C" not null,
    forbids text[] not null,
    primary key (tenant, catalog, pattern)
);

-- Who brings a deleted ref back asks for it by name.
create index deleted_refs_by_name on deleted_refs (tenant, catalog, type, name, deleted_at);
