package io.meerkat.api.merge;

import io.meerkat.api.content.StoredContents;
import io.meerkat.merge.catalog.Item;
import io.meerkat.merge.catalog.ItemAnswer;
import io.meerkat.merge.catalog.ObjectMerge;
import io.meerkat.merge.item.Outcome;
import io.meerkat.merge.item.UnfitResolutionException;
import io.meerkat.merge.view.ViewMerge;
import io.meerkat.model.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.view.ViewHistoryEntry;
import org.apache.iceberg.view.ViewMetadata;

/** Merges views by their metadata. */
final class ViewObjects implements ObjectMerge {
    private final StoredContents contents;
    private final Drafts drafts;
    private final boolean backward;

    /** @param backward as with tables */
    ViewObjects(StoredContents contents, Drafts drafts, boolean backward) {
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
        var before = contents.view(base.get());
        var left = contents.view(ours);
        var stored = contents.view(theirs);
        var right = backward ? ViewMerge.takeTheirs(before, stored, Drafts.SOME_TIME) : stored;
        try {
            return switch (ViewMerge.merge(before, left, right, ItemAnswers.read(answers), Drafts.SOME_TIME)) {
                case Outcome.Conflicted<ViewMetadata>(var conflicts, var notices) -> ItemAnswers.conflicting(conflicts);
                case Outcome.Merged<ViewMetadata>(var merged, var notices) ->
                    merged(ours, left, theirs, stored, merged, ItemAnswers.sentences(notices));
            };
        } catch (UnfitResolutionException | IllegalArgumentException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Result takeTheirs(Optional<Entry> base, Entry ours, Entry theirs) {
        var left = contents.view(ours);
        var right = contents.view(theirs);
        return merged(ours, left, theirs, right, ViewMerge.takeTheirs(left, right, Drafts.SOME_TIME), List.of());
    }

    @Override
    public List<String> noticesOfTaking(Optional<Entry> ours, Entry theirs) {
        return ViewMerge.boundCatalog(ours.map(contents::view), contents.view(theirs)).stream()
                .toList();
    }

    private static long latest(ViewMetadata view) {
        return view.history().stream()
                .mapToLong(ViewHistoryEntry::timestampMillis)
                .filter(time -> time != Drafts.SOME_TIME)
                .max()
                .orElse(0);
    }

    private Merged merged(
            Entry ours,
            ViewMetadata left,
            Entry theirs,
            ViewMetadata right,
            ViewMetadata merged,
            List<String> notices) {
        if (merged == left) {
            return new Merged(ours, Optional.empty(), notices);
        }
        return merged == right
                ? new Merged(theirs, Optional.empty(), notices)
                : Merged.created(ours.contentId(), drafts.view(merged, contents.file(ours), latest(left)), notices);
    }
}
