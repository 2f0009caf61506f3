package io.meerkat.api.management;

import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.Item;
import io.meerkat.merge.catalog.ItemAnswer;
import io.meerkat.merge.catalog.Offer;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.merge.catalog.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One side for all that is in conflict, as git's {@code -X ours} and {@code -X theirs}. */
final class TakeAll {
    private TakeAll() {}

    /**
     * The answer to a conflict: to each of its items, if all of them offer that side, and else to the object as a whole.
     * Nothing if it offers neither, or if the answer that it has says as much.
     */
    static Optional<Resolution> answer(Conflict conflict, Side side, Optional<Resolution> given) {
        var whole = new Resolution.Take(side);
        boolean byItem = conflict.offered().contains(Offer.PER_ITEM)
                && conflict.items().stream().allMatch(item -> item.offered().contains(whole.offer()));
        return given.isEmpty() || given.get() instanceof Resolution.PerItem
                ? Optional.of(byItem ? items(conflict, side, given) : whole)
                        .filter(answer -> conflict.offered().contains(answer.offer()))
                        .filter(answer -> !given.equals(Optional.of(answer)))
                : Optional.empty();
    }

    /** An answer to some items may have brought up others. */
    private static Resolution items(Conflict conflict, Side side, Optional<Resolution> given) {
        var answers = new HashMap<Item, ItemAnswer>();
        conflict.items().forEach(item -> answers.put(item.item(), new ItemAnswer.Take(side)));
        if (given.orElse(null) instanceof Resolution.PerItem(var before)) {
            answers.putAll(before);
        }
        return new Resolution.PerItem(Map.copyOf(answers));
    }
}
