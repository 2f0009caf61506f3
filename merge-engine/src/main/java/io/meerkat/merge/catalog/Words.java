package io.meerkat.merge.catalog;

import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import io.meerkat.model.TreeKey;
import java.util.function.UnaryOperator;

/** Names things in sentences. */
final class Words {
    private Words() {}

    static String noun(Kind kind) {
        return switch (kind) {
            case NAMESPACE -> "namespace";
            case TABLE -> "table";
            case VIEW -> "view";
            case ASSET -> "asset";
        };
    }

    /** Such as {@code the table sales.orders}. */
    static String the(Entry entry, TreeKey key) {
        return "the %s %s".formatted(noun(entry.kind()), key.identifier());
    }

    static String the(Standing standing) {
        return the(standing.entry(), standing.key());
    }

    /** Tells of two deeds, ours first: the first one spoken of names the thing, the second says "it". */
    static String both(String thing, Side doer, UnaryOperator<String> deed, UnaryOperator<String> deedOfOther) {
        var ours = doer == Side.OURS ? deed : deedOfOther;
        var theirs = doer == Side.OURS ? deedOfOther : deed;
        return "ours %s, theirs %s".formatted(ours.apply(thing), theirs.apply("it"));
    }

    /** What the side did so that the object is there. */
    static String brought(Subject subject, Side side, TreeKey there) {
        var what = "%s %s".formatted(noun(subject.kind()), there.identifier());
        if (!subject.isPlacedBy(side)) {
            return "%s has the %s".formatted(side, what);
        }
        return subject.base()
                .map(was -> "%s renamed %s to %s".formatted(side, the(was), there.identifier()))
                .orElseGet(() -> "%s made the %s".formatted(side, what));
    }
}
