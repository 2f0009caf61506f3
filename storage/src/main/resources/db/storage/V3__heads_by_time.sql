-- Where a branch stood at a time is one probe, however long ago it was.
create index heads_by_time on heads (stream, recorded_at, after_seq);
