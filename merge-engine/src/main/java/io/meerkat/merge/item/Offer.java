package io.meerkat.merge.item;

import java.util.EnumSet;
import java.util.Set;

/** A kind of answer that a conflict takes. */
public enum Offer {
    OURS,
    THEIRS,
    /** A text of one's own. */
    SUPPLIED;

    public static final Set<Offer> EITHER = Set.of(OURS, THEIRS);
    static final Set<Offer> ANY = Set.of(OURS, THEIRS, SUPPLIED);

    public static Offer of(Side side) {
        return side == Side.OURS ? OURS : THEIRS;
    }

    public static Set<Offer> of(Set<Side> sides) {
        var offers = EnumSet.noneOf(Offer.class);
        sides.forEach(side -> offers.add(of(side)));
        return offers;
    }
}
