-- How many refs a catalog has, and how often they came to show something else than what is committed to them: what was found
-- out about who shows what holds as long as this is the same.
alter table catalogs add column refs_count bigint not null default 0;
alter table catalogs add column refs_version bigint not null default 0;
update catalogs c set refs_count = (select count(*) from refs r where r.tenant = c.tenant and r.catalog = c.catalog);

-- At depth 0: the newest commit of the line of which another line was brought something by a merge, cherry-pick or the like.
alter table lines add column brought_from bigint not null default -1;
update lines a set brought_from = b.generation
from (select l.ancestor, max(least(l.up_to, s.generation)) as generation
      from commits c
      cross join lateral unnest(c.parents[2:] || c.merged) as source(id)
      join commits s on s.tenant = c.tenant and s.catalog = c.catalog and s.id = source.id
      join lines l on l.line = s.line
      where not exists (select from lines mine
                        where mine.line = c.line and mine.ancestor = s.line and mine.up_to >= s.generation)
      group by l.ancestor) b
where a.line = b.ancestor and a.depth = 0;
