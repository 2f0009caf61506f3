package io.meerkat.merge.catalog;

import io.meerkat.model.Content;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges two changes of one object. Asked where both sides changed it, and differently. */
@FunctionalInterface
public interface ObjectMerge {
    /** @param base absent where both sides made the object */
    Result merge(Optional<Entry> base, Entry ours, Entry theirs, Map<Item, ItemAnswer> answers);

    /**
     * What ours becomes when it is to hold what theirs holds. That need not be their entry: the metadata of a table, for
     * example, only ever goes forward.
     */
    default Result takeTheirs(Optional<Entry> base, Entry ours, Entry theirs) {
        return Merged.stored(theirs);
    }

    /** What a person should know of a view that comes to ours as theirs has it; ours is absent where it is new there. */
    default List<String> noticesOfTaking(Optional<Entry> ours, Entry theirs) {
        return List.of();
    }

    /**
     * Whether an object that theirs alone changed becomes what it is there. Otherwise {@link #merge} is asked then, too: for
     * a revert, whose theirs are older than ours.
     */
    default boolean takesOneSided() {
        return true;
    }

    sealed interface Result {}

    /** {@code created} is the entry's content, unless that is stored already. Notices are for a person to read. */
    record Merged(Entry entry, Optional<Content> created, List<String> notices) implements Result {
        public Merged {
            notices = List.copyOf(notices);
        }

        public static Merged stored(Entry entry) {
            return new Merged(entry, Optional.empty(), List.of());
        }

        public static Merged created(ContentId contentId, Content content, List<String> notices) {
            var entry = new Entry(contentId, content.hash(), content.summary());
            return new Merged(entry, Optional.of(content), notices);
        }
    }

    /** What is left to be answered: all of it. No items where the object can be taken only as a whole. */
    record Conflicting(List<ItemConflict> items) implements Result {
        public Conflicting {
            items = List.copyOf(items);
        }
    }

    /** An answer does not fit its item. */
    record Refused(String reason) implements Result {}
}
