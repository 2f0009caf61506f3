package io.meerkat.merge.catalog;

import io.meerkat.merge.tree.Difference;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells whether theirs did nothing but change tables, which ours has where they were, and left their files where they are.
 * Then nothing meets what theirs did but what ours did to the same tables. However much else ours did, it need not be looked
 * at: a branch that is far behind merges as fast as one that is not.
 */
final class TablesInPlace {
    private final Contents contents;

    TablesInPlace(Contents contents) {
        this.contents = contents;
    }

    /** @param deltas of ours only what stands at the keys of theirs */
    boolean areAll(Deltas deltas) {
        var theirs = deltas.of(Side.THEIRS);
        return theirs.stream().allMatch(change -> isInPlace(change, deltas)) && areWhereTheyWere(theirs);
    }

    private static boolean isInPlace(Difference change, Deltas deltas) {
        var table = change.before().filter(was -> was.kind() == Kind.TABLE).map(Entry::contentId);
        return table.isPresent()
                && id(change.after()).equals(table)
                && id(deltas.at(Side.OURS, change.key())).equals(table);
    }

    private static Optional<ContentId> id(Optional<Entry> entry) {
        return entry.map(Entry::contentId);
    }

    private boolean areWhereTheyWere(Collection<Difference> tables) {
        contents.announce(tables.stream()
                .flatMap(table -> Stream.of(table.before(), table.after()))
                .flatMap(Optional::stream)
                .map(Entry::content)
                .distinct()
                .toList());
        return tables.stream().allMatch(table -> location(table.before()).equals(location(table.after())));
    }

    private Optional<String> location(Optional<Entry> table) {
        return table.map(entry -> (TableContent) contents.content(entry.content()))
                .map(content -> content.fields().location());
    }
}
