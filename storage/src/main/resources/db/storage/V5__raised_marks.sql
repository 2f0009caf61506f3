-- When the ids of an object that may stand on several branches were last raised: what a server remembers of it holds as
-- long as nothing in its catalog was raised since. A new object stands nowhere else, so its first marks raise nothing.
alter table marks add column raised_by xid8;
create index marks_raised on marks (tenant, catalog, raised_by) where raised_by is not null;
