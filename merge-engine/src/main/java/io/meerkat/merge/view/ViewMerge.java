package io.meerkat.merge.view;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Item;
import io.meerkat.merge.item.Item.Settled;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Notice;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Outcome;
import io.meerkat.merge.item.Outcome.Conflicted;
import io.meerkat.merge.item.Outcome.Merged;
import io.meerkat.merge.item.PropertyMerge;
import io.meerkat.merge.item.Resolution;
import io.meerkat.merge.item.ThreeWay;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;

/**
 * Merges two changes of one view. Pure: the same input gives the same metadata, to the byte.
 *
 * <p>If one side changed nothing, the other is taken as it is. Otherwise the merged metadata comes after ours, whose versions
 * and log it keeps.
 */
public final class ViewMerge {
    private ViewMerge() {}

    /**
     * Merges what ours and theirs made of the base.
     *
     * @param resolutions answers to conflicts of an earlier run with the same three
     * @param atMillis when the merge is made, in milliseconds since the epoch
     * @throws io.meerkat.merge.item.UnfitResolutionException if an answer fits no conflict
     */
    public static Outcome<ViewMetadata> merge(
            ViewMetadata base,
            ViewMetadata ours,
            ViewMetadata theirs,
            Map<ConflictKey, Resolution> resolutions,
            long atMillis) {
        var views = ThreeWay.of(base, ours, theirs);
        var judge = new Judge(resolutions);
        var merged = views.map(ViewMetadataParser::toJson)
                .winner()
                .flatMap(views::on)
                .or(() -> changedOnBoth(views, judge, atMillis));
        judge.requireAllTaken();
        if (merged.isEmpty() || !judge.conflicts().isEmpty()) {
            return new Conflicted<>(judge.conflicts(), judge.notices());
        }
        boundCatalog(Optional.of(ours), merged.get())
                .ifPresent(sentence -> judge.notice(Notice.Topic.VIEW_CATALOG_BOUND, "default-catalog", sentence));
        return new Merged<>(merged.get(), judge.notices());
    }

    /** All of theirs on top of ours, whose versions and log it keeps; a view that is another one by its UUID as it is. */
    public static ViewMetadata takeTheirs(ViewMetadata ours, ViewMetadata theirs, long atMillis) {
        if (!ours.uuid().equals(theirs.uuid())) {
            return theirs;
        }
        return new ViewWriter(ThreeWay.of(ours, ours, theirs), atMillis)
                .write(Query.of(theirs), new TreeMap<>(theirs.properties()), theirs.location());
    }

    private static Optional<ViewMetadata> changedOnBoth(ThreeWay<ViewMetadata> views, Judge judge, long atMillis) {
        var uuids = views.map(ViewMetadata::uuid);
        if (!uuids.ours().equals(uuids.theirs())) {
            return judge.side(replaced(views)).flatMap(views::on);
        }
        var properties = PropertyMerge.merge(views.map(ViewMetadata::properties), judge);
        var location = location(views, judge);
        var query = QueryMerge.merge(views, judge);
        return location.isEmpty() || query.isEmpty() || !judge.conflicts().isEmpty()
                ? Optional.empty()
                : Optional.of(new ViewWriter(views, atMillis).write(query.get(), properties, location.get()));
    }

    private static Optional<String> location(ThreeWay<ViewMetadata> views, Judge judge) {
        var item = new Item<>(
                new ConflictKey(ConflictCode.LOCATION_BOTH, "location"),
                "the location of the view",
                views.map(ViewMetadata::location),
                Function.identity());
        return item.settle(judge) instanceof Settled.At<String>(var location) ? location : Optional.empty();
    }

    private static Conflict replaced(ThreeWay<ViewMetadata> views) {
        return new Conflict(
                new ConflictKey(ConflictCode.REPLACED, "view"),
                views.map(ViewMetadata::uuid),
                Offer.EITHER,
                "One side replaced the view by another one, and the other side changed it.");
    }

    /**
     * What is to be said of a query that comes with a view and names a catalog: on a branch it goes on reading wherever that name
     * leads.
     *
     * @param ours the view as it was, if it was there
     */
    public static Optional<String> boundCatalog(Optional<ViewMetadata> ours, ViewMetadata now) {
        return Optional.ofNullable(now.currentVersion().defaultCatalog())
                .filter(catalog -> !ours.map(Query::of).equals(Optional.of(Query.of(now))))
                .map("The view looks up names in the catalog %s, whichever catalog it is in."::formatted);
    }
}
