-- Objects that a commit brought, or a change of theirs, to a line other than by growing it, so that lines do not tell which
-- refs show what of them. Beside the claims, whose rows are scattered and long: a merge of a hundred tables out of a million
-- rewrote a hundred pages of theirs.
create table crossings (
    tenant     uuid not null,
    content_id uuid not null,
    primary key (tenant, content_id)
);
insert into crossings select distinct tenant, content_id from claims where crossed;
alter table claims drop column crossed;
