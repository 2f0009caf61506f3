package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Outcome;
import io.meerkat.merge.item.Outcome.Conflicted;
import io.meerkat.merge.item.Outcome.Merged;
import io.meerkat.merge.item.Resolution;
import io.meerkat.merge.item.Side;
import io.meerkat.merge.item.ThreeWay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * Merges two changes of one table. Pure: the same input gives the same metadata, to the byte.
 *
 * <p>If one side changed nothing, the other is taken as it is. Otherwise the merged metadata comes after ours, whose logs
 * and schema ids it keeps; snapshots keep their ids.
 */
public final class TableMerge {
    /** Rows come first, since much depends on whose files are read; columns before what names columns. */
    private static final List<Dimension> DIMENSIONS = List.of(
            new RowsMerge(),
            new FormatMerge(),
            new LocationMerge(),
            new TablePropertiesMerge(),
            new ColumnsMerge(),
            new SpecsMerge(),
            new OrdersMerge(),
            new StatisticsMerge(),
            new EncryptionKeysMerge());

    private TableMerge() {}

    /**
     * Merges what ours and theirs made of the base.
     *
     * @param resolutions answers to conflicts of an earlier run with the same three
     * @param atMillis when the merge is made, in milliseconds since the epoch
     * @throws io.meerkat.merge.item.UnfitResolutionException if an answer fits no conflict
     */
    public static Outcome<TableMetadata> merge(
            TableMetadata base,
            TableMetadata ours,
            TableMetadata theirs,
            Map<ConflictKey, Resolution> resolutions,
            long atMillis) {
        var sides = new Sides(base, ours, theirs);
        var judge = new Judge(resolutions);
        try {
            var outcome = unchanged(sides)
                    .<Outcome<TableMetadata>>map(side -> new Merged<>(sides.on(side), List.of()))
                    .orElseGet(() -> changedOnBoth(sides, judge, atMillis));
            judge.requireAllTaken();
            return outcome;
        } catch (ValidationException | IllegalArgumentException e) {
            // What Iceberg would refuse to load must not become anybody's table, foreseen or not.
            return new Conflicted<>(List.of(unreadable(String.valueOf(e.getMessage()))), judge.notices());
        }
    }

    /**
     * All of theirs on top of ours, as new metadata: what the table holds, and under which columns, specs, order and
     * properties, is as theirs has it, and ours' snapshots stay in its history. A table that is another one by its UUID is
     * taken as it is.
     *
     * @param base for what ours has expired since: none of that is brought back, for its files may be gone
     * @return in conflict where one of their branches or tags is at an expired snapshot
     */
    public static Outcome<TableMetadata> takeTheirs(
            TableMetadata base, TableMetadata ours, TableMetadata theirs, long atMillis) {
        var sides = new Sides(base, ours, theirs);
        if (Replacement.isWhole(sides, Side.THEIRS)) {
            return new Merged<>(theirs, List.of());
        }
        var judge = new Judge(Map.of());
        var draft = new Draft();
        try {
            Replacement.takeTheirs(sides, judge, draft);
            return judge.conflicts().isEmpty()
                    ? new Merged<>(new MetadataWriter(sides, draft, atMillis).write(), judge.notices())
                    : new Conflicted<>(judge.conflicts(), judge.notices());
        } catch (ValidationException | IllegalArgumentException e) {
            return new Conflicted<>(List.of(unreadable(String.valueOf(e.getMessage()))), judge.notices());
        }
    }

    /** The side to take if the other one changed nothing, or both the same. */
    private static Optional<Side> unchanged(Sides sides) {
        return sides.each(State::of).winner();
    }

    private static Outcome<TableMetadata> changedOnBoth(Sides sides, Judge judge, long atMillis) {
        var draft = new Draft();
        if (Replacement.happened(sides)) {
            var taken = judge.side(Replacement.conflict(sides));
            if (taken.isPresent() && Replacement.isWhole(sides, taken.get())) {
                return new Merged<>(sides.on(taken.get()), judge.notices());
            }
            taken.ifPresent(theirs -> Replacement.takeTheirs(sides, judge, draft));
        } else {
            DIMENSIONS.forEach(dimension -> dimension.merge(sides, judge, draft));
        }
        return judge.conflicts().isEmpty()
                ? new Merged<>(new MetadataWriter(sides, draft, atMillis).write(), judge.notices())
                : new Conflicted<>(judge.conflicts(), judge.notices());
    }

    private static Conflict unreadable(String why) {
        return new Conflict(
                new ConflictKey(ConflictCode.UNREADABLE, "table"),
                new ThreeWay<>(Optional.empty(), Optional.empty(), Optional.empty()),
                Set.of(),
                "What both sides did to the table makes no table that can be read: %s".formatted(why));
    }
}
