package io.meerkat.merge.item;

/** The answer to a conflict. */
public sealed interface Resolution {
    Resolution OURS = new Take(Side.OURS);
    Resolution THEIRS = new Take(Side.THEIRS);

    Offer kind();

    /** As one side has it. */
    record Take(Side side) implements Resolution {
        @Override
        public Offer kind() {
            return Offer.of(side);
        }
    }

    /** As neither side has it. */
    record Supply(String value) implements Resolution {
        @Override
        public Offer kind() {
            return Offer.SUPPLIED;
        }
    }
}
