package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Side;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;

/**
 * Merges snapshots, branches and tags. Rows that one side changed are taken with their snapshots as they are; if both sides
 * changed rows, one side's are taken by an answer. What ours has stays in history in any case; of theirs come
 * then those that a merged branch or tag leads to.
 */
final class RowsMerge implements Dimension {
    @Override
    public void merge(Sides sides, Judge judge, Draft draft) {
        draft.rows = new Run(sides, judge).rows();
    }

    private static final class Run {
        private static final String MAIN = SnapshotRef.MAIN_BRANCH;

        private final Sides sides;
        private final Judge judge;
        private final Lineage lineage;
        private final Set<Long> kept;
        private final SortedMap<String, SnapshotRef> refs = new TreeMap<>();
        private boolean open;

        Run(Sides sides, Judge judge) {
            this.sides = sides;
            this.judge = judge;
            this.lineage = sides.lineage();
            this.kept = new HashSet<>(sides.snapshotsOn(Side.OURS));
            kept.addAll(sides.snapshotsOn(Side.THEIRS));
            kept.removeAll(sides.absentOn(Side.OURS));
            kept.removeAll(sides.absentOn(Side.THEIRS));
        }

        Rows rows() {
            mergeMain();
            var names = new TreeSet<String>();
            sides.all().map(TableMetadata::refs).map(Map::keySet).forEach(names::addAll);
            names.remove(MAIN);
            for (String name : names) {
                ref(name).merge().ifPresent(merged -> refs.put(name, merged));
            }
            new TreeMap<>(refs).forEach(this::checkExpired);
            dropWhatNothingLeadsTo();
            var snapshots = List.copyOf(snapshots().values());
            return open
                    ? new Rows(snapshots, refs, Set.of(), Set.of())
                    : new Rows(snapshots, refs, sides.adding(kept), sides.adding(read()));
        }

        private RefMerge ref(String name) {
            return new RefMerge(name, sides.eachMaybe(table -> Optional.ofNullable(table.ref(name))), lineage, judge);
        }

        private void mergeMain() {
            var main = ref(MAIN);
            var side = main.compared().winner().or(main::forward);
            if (bothAdded() || side.isEmpty()) {
                side = judge.side(conflict());
                open = side.isEmpty();
            }
            side.flatMap(main.refs()::on).map(main::withRetention).ifPresent(merged -> refs.put(MAIN, merged));
        }

        private boolean bothAdded() {
            return !sides.addedOnlyOn(Side.OURS).isEmpty()
                    && !sides.addedOnlyOn(Side.THEIRS).isEmpty();
        }

        private Conflict conflict() {
            var lost = Stream.of(Side.values())
                    .filter(side -> Sides.main(sides.base())
                            .filter(sides.absentOn(side)::contains)
                            .isPresent())
                    .findFirst();
            return new Conflict(
                    new ConflictKey(
                            lost.isPresent() ? ConflictCode.HISTORY_UNAVAILABLE : ConflictCode.DATA_BOTH_CHANGED, MAIN),
                    sides.eachMaybe(table -> Sides.main(table).map("snapshot %d"::formatted)),
                    Offer.EITHER,
                    lost.map(this::withoutBase)
                            .orElseGet(() -> "Both sides changed the rows of the table: ours %s, theirs %s."
                                    .formatted(deed(Side.OURS), deed(Side.THEIRS))));
        }

        private String withoutBase(Side without) {
            return "Rows changed since snapshot %d, which %s does not have: it was expired there, or never came there. Ours %s, theirs %s. Either is taken with all rows that it has."
                    .formatted(Sides.main(sides.base()).orElseThrow(), without, deed(Side.OURS), deed(Side.THEIRS));
        }

        private String deed(Side side) {
            return "added %d snapshots and has main at %s"
                    .formatted(
                            sides.addedOnlyOn(side).size(),
                            Sides.main(sides.on(side))
                                    .map("snapshot %d"::formatted)
                                    .orElse("none"));
        }

        private void checkExpired(String name, SnapshotRef ref) {
            long target = ref.snapshotId();
            var without = Stream.of(Side.values())
                    .filter(side -> sides.absentOn(side).contains(target))
                    .toList();
            if (without.isEmpty()) {
                return;
            }
            var lacking = without.getFirst();
            var conflict = new Conflict(
                    new ConflictKey(ConflictCode.REF_TO_EXPIRED, name),
                    sides.eachMaybe(table -> Optional.ofNullable(table.ref(name)))
                            .map(any -> "snapshot %d".formatted(any.snapshotId())),
                    Offer.EITHER,
                    "%s puts %s on snapshot %d, which %s does not have: if it was expired there, its files may be gone."
                            .formatted(lacking.other(), name, target, lacking));
            judge.side(conflict).ifPresent(side -> {
                if (side == lacking) {
                    refs.remove(name);
                    ref(name).refs().on(lacking).ifPresent(there -> refs.put(name, there));
                }
                Optional.ofNullable(refs.get(name)).map(SnapshotRef::snapshotId).ifPresent(kept::add);
            });
        }

        /** Only where both added snapshots, so that those of theirs may have been turned down. */
        private void dropWhatNothingLeadsTo() {
            if (!bothAdded() || open) {
                return;
            }
            var needed = new HashSet<Long>();
            refs.values().forEach(ref -> needed.addAll(lineage.of(ref.snapshotId())));
            var unneeded = new HashSet<>(sides.addedOnlyOn(Side.THEIRS));
            unneeded.removeAll(needed);
            kept.removeAll(unneeded);
        }

        private Map<Long, Snapshot> snapshots() {
            var snapshots = new LinkedHashMap<Long, Snapshot>();
            for (TableMetadata table : new TableMetadata[] {sides.ours(), sides.theirs()}) {
                table.snapshots().stream()
                        .filter(snapshot -> kept.contains(snapshot.snapshotId()))
                        .forEach(snapshot -> snapshots.putIfAbsent(snapshot.snapshotId(), snapshot));
            }
            return snapshots;
        }

        /** What nothing leads to may have been staged, to be published later, unless it was turned down. */
        private Set<Long> read() {
            if (!bothAdded()) {
                return kept;
            }
            var read = new HashSet<Long>();
            refs.values().stream()
                    .filter(SnapshotRef::isBranch)
                    .forEach(ref -> read.addAll(lineage.of(ref.snapshotId())));
            return read;
        }
    }
}
