-- To find what is open already of what is asked for once more.
create index merges_open on merges (tenant, catalog, branch) where state = 'open';
