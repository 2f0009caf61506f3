package io.meerkat.merge.catalog;

import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import java.util.Optional;

/** An object that comes to stand under a name. No subject where neither side touched it: it has been there all along. */
record Claimant(Optional<Subject> subject, Entry entry) {
    static Claimant touched(Subject subject) {
        return new Claimant(Optional.of(subject), subject.any().entry());
    }

    static Claimant untouched(Entry entry) {
        return new Claimant(Optional.empty(), entry);
    }

    boolean isNew() {
        return subject.map(Subject::isNew).orElse(false);
    }

    /** Whether that it stands there is due to the side more than the other's is. */
    boolean belongsTo(Side side, Claimant other) {
        return isBroughtBy(side) && !other.isBroughtBy(side)
                || other.isBroughtBy(side.other()) && !isBroughtBy(side.other());
    }

    private boolean isBroughtBy(Side side) {
        return subject.flatMap(Subject::bringer).equals(Optional.of(side));
    }

    Entry entryAt(Side side) {
        return subject.flatMap(known -> known.entryAt(side)).orElse(entry);
    }

    String brought(Side side, TreeKey there) {
        return subject.map(known -> Words.brought(known, side, there))
                .orElseGet(() -> "%s has %s".formatted(side, Words.the(entry, there)));
    }
}
