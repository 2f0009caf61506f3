package io.meerkat.api.history;

import io.meerkat.model.Change;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * What became of one object between two states of a catalog. It is followed by its content id: under another name it is the
 * same, and another one under its name is not.
 *
 * @param key where it is after, or was before if it is no more
 * @param from its key before, if that was another one
 */
public record ObjectChange(TreeKey key, Optional<TreeKey> from, Optional<Entry> before, Optional<Entry> after) {
    /** In words of a log. */
    public enum Verb {
        ADDED,
        CHANGED,
        RENAMED,
        RENAMED_AND_CHANGED,
        REMOVED
    }

    public Verb verb() {
        if (before.isEmpty()) {
            return Verb.ADDED;
        }
        if (after.isEmpty()) {
            return Verb.REMOVED;
        }
        if (from.isEmpty()) {
            return Verb.CHANGED;
        }
        return before.equals(after) ? Verb.RENAMED : Verb.RENAMED_AND_CHANGED;
    }

    public Kind kind() {
        return after.or(() -> before).map(Entry::kind).orElseThrow();
    }

    /** Of all that is different, in key order. */
    public static List<ObjectChange> of(Collection<Change> changes) {
        var left = new HashMap<ContentId, Change>();
        changes.stream()
                .filter(change -> !id(change.before()).equals(id(change.after())))
                .forEach(change -> id(change.before()).ifPresent(object -> left.put(object, change)));
        var all = new ArrayList<ObjectChange>();
        for (Change change : changes) {
            id(change.after()).ifPresent(object -> all.add(arrived(change, Optional.ofNullable(left.remove(object)))));
        }
        left.values()
                .forEach(was -> all.add(new ObjectChange(was.key(), Optional.empty(), was.before(), Optional.empty())));
        all.sort(Comparator.comparing(ObjectChange::key).thenComparing(ObjectChange::verb, Comparator.reverseOrder()));
        return all;
    }

    private static ObjectChange arrived(Change change, Optional<Change> leftFrom) {
        if (id(change.before()).equals(id(change.after()))) {
            return new ObjectChange(change.key(), Optional.empty(), change.before(), change.after());
        }
        return new ObjectChange(
                change.key(), leftFrom.map(Change::key), leftFrom.flatMap(Change::before), change.after());
    }

    private static Optional<ContentId> id(Optional<Entry> entry) {
        return entry.map(Entry::contentId);
    }
}
