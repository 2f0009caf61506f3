-- A node is hashes and keys for the most part: pglz saves nothing of it, and takes three times as long as storing it.
alter table nodes alter column node set storage external;
