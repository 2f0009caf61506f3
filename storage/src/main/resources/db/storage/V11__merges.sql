-- The lowest commit of the stretch that each lies on: commits of one line of which each is the only parent of the next, and
-- which merge and revert nothing but the lowest. And what it merged without having it as a parent.
alter table commits add column stretch bytea;
alter table commits add column merged bytea[] not null default '{}';
update commits c set stretch = lowest.id
from (select distinct on (line) line, id from commits order by line, generation) lowest
where lowest.line = c.line;
alter table commits alter column stretch set not null;

-- Whether a commit brought the object to a line by a merge or the like, so that lines do not tell which refs show it; and
-- whether it ever got another name.
alter table claims add column crossed boolean not null default false;
alter table claims add column renamed boolean not null default false;
update claims c set renamed = true
from (select distinct encode(substring(entry from 3 for 16), 'hex')::uuid as content_id, key
      from entries where entry is not null) e
where e.content_id = c.content_id and e.key <> c.key;

-- Merges, cherry-picks, reverts and rebases that were not done at once. Derived from their events.
create table merges (
    tenant      uuid not null,
    catalog     uuid not null,
    merge       uuid not null,
    branch      uuid not null,
    plan        text not null,
    resolutions text not null,
    state       text not null check (state in ('open', 'completed', 'aborted')),
    commit_id   bytea,
    opened_by   uuid not null,
    opened_at   timestamptz not null,
    changed_at  timestamptz not null,
    primary key (tenant, catalog, merge)
);
create index merges_by_time on merges (tenant, catalog, opened_at desc, merge);
