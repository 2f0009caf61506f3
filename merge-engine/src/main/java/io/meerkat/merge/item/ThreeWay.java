package io.meerkat.merge.item;

import java.util.Optional;
import java.util.function.Function;

/** One item as the base and both sides have it, each perhaps not at all. */
public record ThreeWay<T>(Optional<T> base, Optional<T> ours, Optional<T> theirs) {
    public static <T> ThreeWay<T> of(T base, T ours, T theirs) {
        return new ThreeWay<>(Optional.of(base), Optional.of(ours), Optional.of(theirs));
    }

    /** The side whose item is the merged one, or nothing if both changed it and not to the same. */
    public Optional<Side> winner() {
        if (ours.equals(theirs) || theirs.equals(base)) {
            return Optional.of(Side.OURS);
        }
        return ours.equals(base) ? Optional.of(Side.THEIRS) : Optional.empty();
    }

    public Optional<T> on(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    public boolean changedOn(Side side) {
        return !on(side).equals(base);
    }

    public <R> ThreeWay<R> map(Function<? super T, ? extends R> mapping) {
        return new ThreeWay<>(base.map(mapping), ours.map(mapping), theirs.map(mapping));
    }

    /** The same for items that may have none of what is asked for. */
    public <R> ThreeWay<R> flatMap(Function<? super T, Optional<R>> mapping) {
        return new ThreeWay<>(base.flatMap(mapping), ours.flatMap(mapping), theirs.flatMap(mapping));
    }
}
