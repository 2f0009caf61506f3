-- Commits one after another that one branch grew, each the first parent of the next, are a line. What was stored by branch
-- and generation is stored by line and generation from now on: a branch that is pointed elsewhere begins a new line, and
-- no generation of a line is ever used again. The first line of a branch has the branch's id.
alter table entries rename column branch to line;
alter table checkpoints rename column branch to line;
alter table commits rename column branch to line;
alter table heads add column line uuid;
update heads set line = split_part(stream, '/', 3)::uuid where commit_id is not null;

-- What a line shows: at depth 0 itself; then what it grew from, the nearest first, each up to the generation on which the
-- one before it began.
create table lines (
    tenant   uuid not null,
    catalog  uuid not null,
    branch   uuid not null,
    line     uuid not null,
    depth    int not null,
    ancestor uuid not null,
    up_to    bigint not null,
    begun_at timestamptz not null,
    primary key (line, depth)
);
create index lines_by_catalog on lines (catalog) where depth = 0;
create index lines_by_ancestor on lines (ancestor, up_to) where depth > 0;
insert into lines
select tenant, catalog, line, line, 0, line, 9223372036854775807, min(recorded_at)
from heads where line is not null group by tenant, catalog, line;
