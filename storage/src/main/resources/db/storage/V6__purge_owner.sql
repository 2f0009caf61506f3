-- Who took a purge, a new one for each time. What nobody owns waits for its lease to lapse.
alter table purges add column owner uuid;
create index purges_by_owner on purges (owner) where owner is not null;
