-- At depth 0: whether the line began on a commit that no branch pointed to, or on a line that did. Snapshots that it shows may
-- have been expired before, and their files be gone. Of the lines that are there already nobody knows.
alter table lines add column revived boolean not null default false;
update lines set revived = true
where depth = 0 and exists (select from lines grown where grown.line = lines.line and grown.depth = 1);
