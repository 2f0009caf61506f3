package io.meerkat.storage.load;

import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.load.HeadNow.Changed;
import io.meerkat.storage.load.HeadNow.Known;
import io.meerkat.storage.load.HeadNow.News;
import io.meerkat.storage.load.Loader.Followed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Record;

/** The statement that all loads share: where a branch points now, and what is new since a reader looked before. */
final class HeadQuery {
    private static final String NEWS = """
            select r.*, pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon,
                   exists(select from commits where tenant = r.tenant and catalog = r.catalog and id = ?) as follows,
                   m.objects, m.columns, m.partitions,
                   d.keys, d.generations, d.entries, d.columns as entry_columns, d.partitions as entry_partitions
            from r
            cross join lateral (
                select array_agg(content_id) as objects, array_agg(last_column_id) as columns,
                       array_agg(last_partition_id) as partitions
                from (select * from marks
                      where tenant = r.tenant and catalog = r.catalog and raised_by >= ?::text::xid8
                      limit ?) raised) m
            cross join lateral (
                select array_agg(key order by generation, key) as keys, array_agg(generation order by generation, key) as generations,
                       array_agg(entry order by generation, key) as entries,
                       array_agg(last_column_id order by generation, key) as columns,
                       array_agg(last_partition_id order by generation, key) as partitions
                from (select key, generation, entry from entries
                      where line = r.line and generation > ? and generation <= r.generation
                      order by generation, key limit ?) changed
                left join lateral (
                    select last_column_id, last_partition_id from marks
                    where tenant = r.tenant and catalog = r.catalog
                      and content_id = encode(substring(entry from 3 for 16), 'hex')::uuid limit 1) mark on true) d
            """;
    /** More changes, or raised marks, than these are not followed one by one. */
    private static final int NEWS_MAX = 10_000;

    private HeadQuery() {}

    static Optional<HeadNow> find(RefQuery refs, Followed branch, Optional<Known> known) {
        var point = new RefPoint.HeadOf(branch.branch());
        return refs.find(branch.tenant(), branch.catalog(), point, NEWS, since(known))
                .map(row -> new HeadNow(RefQuery.ref(row), news(row), row.get("horizon", Long.class)));
    }

    private static List<Object> since(Optional<Known> known) {
        return List.of(
                known.map(at -> at.ref().commit())
                        .map(CommitId::hash)
                        .orElse(Hash.ZERO)
                        .bytes(),
                known.map(Known::horizon).orElse(Long.MAX_VALUE),
                NEWS_MAX + 1,
                known.map(at -> at.ref().generation()).orElse(Long.MAX_VALUE),
                NEWS_MAX + 1);
    }

    private static Optional<News> news(Record row) {
        if (!row.get("follows", Boolean.class)) {
            return Optional.empty();
        }
        var keys = array(row, "keys", byte[][].class, new byte[0][]);
        var objects = array(row, "objects", UUID[].class, new UUID[0]);
        return keys.length > NEWS_MAX || objects.length > NEWS_MAX
                ? Optional.empty()
                : Optional.of(new News(changes(row, keys), raised(row, objects)));
    }

    private static List<Changed> changes(Record row, byte[][] keys) {
        if (keys.length == 0) {
            return List.of();
        }
        var generations = row.get("generations", Long[].class);
        var entries = row.get("entries", byte[][].class);
        var columns = row.get("entry_columns", Integer[].class);
        var partitions = row.get("entry_partitions", Integer[].class);
        return IntStream.range(0, keys.length)
                .mapToObj(i -> new Changed(
                        TreeKey.of(keys[i]),
                        generations[i],
                        Optional.ofNullable(entries[i]).map(Entry::of),
                        Optional.ofNullable(columns[i]).map(column -> new Mark(column, partitions[i]))))
                .toList();
    }

    private static Map<ContentId, Mark> raised(Record row, UUID[] objects) {
        if (objects.length == 0) {
            return Map.of();
        }
        var columns = row.get("columns", Integer[].class);
        var partitions = row.get("partitions", Integer[].class);
        return IntStream.range(0, objects.length)
                .boxed()
                .collect(Collectors.toMap(i -> new ContentId(objects[i]), i -> new Mark(columns[i], partitions[i])));
    }

    private static <T> T array(Record row, String column, Class<T> type, T none) {
        return Optional.ofNullable(row.get(column, type)).orElse(none);
    }
}
