package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Side;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;

/**
 * The higher format version. From version 3 on no position delete files may be added, only deletion vectors; those that the
 * other side added under version 2 stay valid in an upgraded table, but only as what it had before.
 */
final class FormatMerge implements Dimension {
    private static final int DELETION_VECTORS_FROM = 3;

    /** DuckDB counts the deletes and not the files. */
    private static final List<String> COUNTS_OF_DELETES =
            List.of(SnapshotSummary.ADD_POS_DELETE_FILES_PROP, SnapshotSummary.ADDED_POS_DELETES_PROP);

    @Override
    public void merge(Sides sides, Judge judge, Draft draft) {
        draft.formatVersion = (int) sides.highest(TableMetadata::formatVersion);
        for (Side side : Side.values()) {
            if (upgradedBesideDeletes(side, sides, draft)) {
                judge.side(conflict(side, sides));
            }
        }
    }

    private static boolean upgradedBesideDeletes(Side side, Sides sides, Draft draft) {
        var other = sides.on(side.other());
        return sides.on(side).formatVersion() >= DELETION_VECTORS_FROM
                && other.formatVersion() < DELETION_VECTORS_FROM
                && draft.rows().carried().contains(side.other())
                && sides.addedOnlyOn(side.other()).stream().map(other::snapshot).anyMatch(FormatMerge::addsDeletes);
    }

    private static boolean addsDeletes(Snapshot snapshot) {
        var summary = Optional.ofNullable(snapshot.summary()).orElse(Map.of());
        return COUNTS_OF_DELETES.stream()
                .anyMatch(count -> !summary.getOrDefault(count, "0").equals("0"));
    }

    private static Conflict conflict(Side side, Sides sides) {
        return new Conflict(
                new ConflictKey(ConflictCode.FORMAT_UPGRADE, "format-version"),
                sides.each(TableMetadata::formatVersion).map(String::valueOf),
                Set.of(Offer.of(side)),
                "%s upgraded the table to format version %d, and %s added position delete files, as version %d has them."
                        .formatted(
                                side,
                                sides.on(side).formatVersion(),
                                side.other(),
                                sides.on(side.other()).formatVersion()));
    }
}
