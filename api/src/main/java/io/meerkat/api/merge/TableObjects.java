package io.meerkat.api.merge;

import io.meerkat.api.content.StoredContents;
import io.meerkat.merge.catalog.Item;
import io.meerkat.merge.catalog.ItemAnswer;
import io.meerkat.merge.catalog.ObjectMerge;
import io.meerkat.merge.item.Outcome;
import io.meerkat.merge.item.UnfitResolutionException;
import io.meerkat.merge.table.TableMerge;
import io.meerkat.model.Entry;
import io.meerkat.model.commit.Allocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.iceberg.TableMetadata;

/** Merges tables by their metadata. */
final class TableObjects implements ObjectMerge {
    private final StoredContents contents;
    private final Drafts drafts;
    private final boolean backward;

    /** @param backward whether theirs is older than base: a revert, which must not bring back old metadata as it was */
    TableObjects(StoredContents contents, Drafts drafts, boolean backward) {
        this.contents = contents;
        this.drafts = drafts;
        this.backward = backward;
    }

    @Override
    public boolean takesOneSided() {
        return !backward;
    }

    @Override
    public Result merge(Optional<Entry> base, Entry ours, Entry theirs, Map<Item, ItemAnswer> answers) {
        if (base.isEmpty()) {
            return new Conflicting(List.of());
        }
        var before = contents.table(base.get());
        var left = contents.table(ours);
        return switch (wanted(before, theirs)) {
            case Outcome.Conflicted<TableMetadata>(var conflicts, var notices) -> ItemAnswers.whole(conflicts);
            case Outcome.Merged<TableMetadata>(var right, var notices) -> {
                try {
                    yield result(
                            TableMerge.merge(before, left, right, ItemAnswers.read(answers), Drafts.SOME_TIME),
                            ours,
                            left,
                            theirs,
                            right);
                } catch (UnfitResolutionException | IllegalArgumentException e) {
                    yield new Refused(String.valueOf(e.getMessage()));
                }
            }
        };
    }

    /** What theirs wants the table to be, as metadata that comes after base's. */
    private Outcome<TableMetadata> wanted(TableMetadata before, Entry theirs) {
        var table = contents.table(theirs);
        return backward
                ? TableMerge.takeTheirs(table, before, table, Drafts.SOME_TIME)
                : new Outcome.Merged<>(table, List.of());
    }

    @Override
    public Result takeTheirs(Optional<Entry> base, Entry ours, Entry theirs) {
        var left = contents.table(ours);
        var right = contents.table(theirs);
        var before = backward ? right : base.map(contents::table).orElse(left);
        return switch (result(
                TableMerge.takeTheirs(before, left, right, Drafts.SOME_TIME), ours, left, theirs, right)) {
            case Conflicting(var items) -> new Refused(items.getFirst().sentence());
            case Result other -> other;
        };
    }

    private Result result(
            Outcome<TableMetadata> outcome, Entry ours, TableMetadata left, Entry theirs, TableMetadata right) {
        return switch (outcome) {
            case Outcome.Conflicted<TableMetadata>(var conflicts, var notices) -> ItemAnswers.conflicting(conflicts);
            case Outcome.Merged<TableMetadata>(var merged, var notices) -> {
                if (merged == left) {
                    yield new Merged(ours, Optional.empty(), ItemAnswers.sentences(notices));
                }
                if (merged == right && !backward) {
                    yield new Merged(theirs, Optional.empty(), ItemAnswers.sentences(notices));
                }
                var made = drafts.table(
                        merged, contents.file(ours), latest(left, right), allocation(ours, merged, left, right));
                yield Merged.created(ours.contentId(), made, ItemAnswers.sentences(notices));
            }
        };
    }

    private static long latest(TableMetadata left, TableMetadata right) {
        return LongStream.of(left.lastUpdatedMillis(), right.lastUpdatedMillis())
                .filter(time -> time != Drafts.SOME_TIME)
                .max()
                .orElse(0);
    }

    /** Where merging had to give out ids. */
    private static Optional<Allocation> allocation(
            Entry ours, TableMetadata merged, TableMetadata left, TableMetadata right) {
        boolean allocated = merged.lastColumnId() > Math.max(left.lastColumnId(), right.lastColumnId())
                || merged.lastAssignedPartitionId()
                        > Math.max(left.lastAssignedPartitionId(), right.lastAssignedPartitionId());
        return allocated
                ? Optional.of(new Allocation(ours.contentId(), merged.lastColumnId(), merged.lastAssignedPartitionId()))
                : Optional.empty();
    }
}
