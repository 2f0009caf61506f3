-- The commits whose trees have all their nodes in `nodes`; the tree of any other is the one of the checkpoint before it
-- and the entries since. Until now the last commit of every batch was one. Derived from the events.
create table checkpoints (
    tenant     uuid not null,
    branch     uuid not null,
    generation bigint not null,
    root       bytea not null,
    primary key (branch, generation)
);
insert into checkpoints
select tenant, split_part(stream, '/', 3)::uuid, generation, root from heads where commit_id is not null;
