package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Side;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;

/**
 * One side put another table in this one's place: by another UUID, or as engines do for {@code CREATE OR REPLACE}, which
 * keep the UUID and begin {@code main} anew. Its columns are other ones even where their ids are the same, so nothing can
 * be compared.
 */
final class Replacement {
    private Replacement() {}

    static boolean happened(Sides sides) {
        return by(sides, Side.OURS) || by(sides, Side.THEIRS);
    }

    static Conflict conflict(Sides sides) {
        var sentence = "%s, and %s."
                .formatted(
                        by(sides, Side.OURS) ? "Ours replaced the table by another one" : "Ours changed the table",
                        by(sides, Side.THEIRS) ? "theirs replaced it by another one" : "theirs changed it");
        return new Conflict(
                new ConflictKey(ConflictCode.REPLACED, "table"),
                sides.each(table -> "%s at snapshot %s"
                        .formatted(
                                table.uuid(),
                                Sides.main(table).map(String::valueOf).orElse("none"))),
                Offer.EITHER,
                sentence);
    }

    /** Whether the table of this side can be taken as it is: it need not come after ours if it is another one. */
    static boolean isWhole(Sides sides, Side side) {
        return side == Side.OURS || !sides.ours().uuid().equals(sides.theirs().uuid());
    }

    /** All of theirs on top of ours, whose snapshots stay in history. Only of a table that is the same by its UUID. */
    static void takeTheirs(Sides sides, Judge judge, Draft draft) {
        var theirs = sides.theirs();
        askForExpired(sides, judge);
        var rows = rows(sides);
        draft.rows = rows;
        draft.formatVersion = (int) sides.highest(TableMetadata::formatVersion);
        draft.location = theirs.location();
        draft.properties = theirs.properties();
        draft.schema = theirs.schema();
        var allSpecs = sides.each(TableMetadata::specsById);
        var specs = new Numbering<>(SpecsMerge.SPECS, allSpecs, allSpecs, rows, judge);
        draft.specs = new Numbered<>(specs.merged(), specs.id(Side.THEIRS, theirs.defaultSpecId()));
        var allOrders = sides.each(TableMetadata::sortOrdersById);
        var orders = new Numbering<>(OrdersMerge.ORDERS, allOrders, allOrders, rows, judge);
        draft.orders = new Numbered<>(orders.merged(), orders.id(Side.THEIRS, theirs.defaultSortOrderId()));
        new StatisticsMerge().merge(sides, judge, draft);
        // Snapshots of ours stay, and so do the keys that they may need.
        var keys = new TreeMap<>(Json.encryptionKeys(sides.ours()));
        keys.putAll(Json.encryptionKeys(theirs));
        draft.encryptionKeys = List.copyOf(keys.values());
    }

    private static void askForExpired(Sides sides, Judge judge) {
        sides.theirs().refs().forEach((name, ref) -> {
            if (sides.absentOn(Side.OURS).contains(ref.snapshotId())) {
                judge.answer(new Conflict(
                        new ConflictKey(ConflictCode.REF_TO_EXPIRED, name),
                        sides.eachMaybe(
                                table -> Optional.ofNullable(table.refs().get(name))
                                        .map(SnapshotRef::snapshotId)
                                        .map(String::valueOf)),
                        Set.of(),
                        "theirs has %s at snapshot %d, which ours does not have: if it was expired there, its files may be gone."
                                .formatted(name, ref.snapshotId())));
            }
        });
    }

    private static Rows rows(Sides sides) {
        var snapshots = new LinkedHashMap<Long, Snapshot>();
        sides.ours().snapshots().forEach(snapshot -> snapshots.put(snapshot.snapshotId(), snapshot));
        sides.theirs().snapshots().stream()
                .filter(snapshot -> !sides.absentOn(Side.OURS).contains(snapshot.snapshotId()))
                .forEach(snapshot -> snapshots.putIfAbsent(snapshot.snapshotId(), snapshot));
        return new Rows(
                List.copyOf(snapshots.values()),
                new TreeMap<>(sides.theirs().refs()),
                sides.adding(snapshots.keySet()),
                Set.of(Side.THEIRS));
    }

    private static boolean by(Sides sides, Side side) {
        return !sides.on(side).uuid().equals(sides.base().uuid()) || beganAnew(sides, side);
    }

    private static boolean beganAnew(Sides sides, Side side) {
        var before = Sides.main(sides.base());
        var now = Sides.main(sides.on(side));
        if (before.isEmpty()) {
            return false;
        }
        return now.isEmpty()
                || sides.lineage()
                        .root(now.get())
                        .filter(root -> !sides.before().contains(root))
                        .isPresent();
    }
}
