package io.meerkat.merge.table;

import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Notice;
import io.meerkat.merge.item.Side;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/** Statistics of the snapshots that the merged table has. They can be computed again, so ours win where both did. */
final class StatisticsMerge implements Dimension {
    @Override
    public void merge(Sides sides, Judge judge, Draft draft) {
        draft.statistics = merged("statistics", Json::statistics, sides, judge, draft);
        draft.partitionStatistics = merged("partition-statistics", Json::partitionStatistics, sides, judge, draft);
    }

    private static List<String> merged(
            String name,
            Function<TableMetadata, SortedMap<Long, String>> files,
            Sides sides,
            Judge judge,
            Draft draft) {
        var each = sides.each(files);
        return draft.rows().snapshots().stream()
                .map(Snapshot::snapshotId)
                .flatMap(id -> {
                    var values = each.flatMap(byId -> Optional.ofNullable(byId.get(id)));
                    if (values.winner().isEmpty()) {
                        judge.notice(
                                Notice.Topic.STATISTICS,
                                "%s of %d".formatted(name, id),
                                "Both sides changed the %s of snapshot %d; those of ours were kept."
                                        .formatted(name, id));
                    }
                    return values.on(values.winner().orElse(Side.OURS)).stream();
                })
                .toList();
    }
}
