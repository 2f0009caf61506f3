package io.meerkat.merge.catalog;

import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import java.util.Optional;
import java.util.function.Predicate;

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

    /**
     * Whether that it comes to stand under the name is due to theirs more than the other's is: who brought it decides, and if
     * that tells nothing, who has it there.
     */
    boolean isTheirsRatherThan(Claimant other, TreeKey name) {
        int brought = leaning(this::isBroughtBy) - leaning(other::isBroughtBy);
        return brought > 0
                || brought == 0 && leaning(side -> stands(side, name)) > leaning(side -> other.stands(side, name));
    }

    private static int leaning(Predicate<Side> holds) {
        return (holds.test(Side.THEIRS) ? 1 : 0) - (holds.test(Side.OURS) ? 1 : 0);
    }

    private boolean isBroughtBy(Side side) {
        return subject.flatMap(Subject::bringer).equals(Optional.of(side));
    }

    private boolean stands(Side side, TreeKey name) {
        return subject.flatMap(known -> known.at(side))
                .filter(standing -> standing.key().equals(name))
                .isPresent();
    }

    Entry entryAt(Side side) {
        return subject.flatMap(known -> known.entryAt(side)).orElse(entry);
    }

    String brought(Side side, TreeKey there) {
        return subject.map(known -> Words.brought(known, side, there))
                .orElseGet(() -> "%s has %s".formatted(side, Words.the(entry, there)));
    }
}
