package io.meerkat.merge.item;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Settles one item that has a value of its own: the change of one side, or the same change of both, or what a resolution
 * says.
 *
 * @param thing the item in a sentence, such as {@code the property owner}
 */
public record Item<T>(ConflictKey key, String thing, ThreeWay<T> values, Function<T, String> text) {
    /** What became of an item. */
    public sealed interface Settled<T> {
        record At<T>(Optional<T> value) implements Settled<T> {}

        /** A conflict without an answer yet; the judge remembers it. */
        record Open<T>() implements Settled<T> {}
    }

    public Settled<T> settle(Judge judge) {
        return values.winner()
                .<Settled<T>>map(side -> new Settled.At<>(values.on(side)))
                .orElseGet(() -> judge.side(conflict(Offer.EITHER))
                        .<Settled<T>>map(side -> new Settled.At<>(values.on(side)))
                        .orElseGet(Settled.Open::new));
    }

    /** The same where an answer may bring a value of its own. */
    public Settled<T> settle(Judge judge, Function<String, T> parse) {
        var winner = values.winner();
        if (winner.isPresent()) {
            return new Settled.At<>(values.on(winner.get()));
        }
        return judge.answer(conflict(Offer.ANY))
                .<Settled<T>>map(answer -> new Settled.At<>(
                        switch (answer) {
                            case Resolution.Take(var side) -> values.on(side);
                            case Resolution.Supply(var value) -> Optional.of(parse.apply(value));
                        }))
                .orElseGet(Settled.Open::new);
    }

    private Conflict conflict(Set<Offer> offered) {
        return new Conflict(key, values.map(text), offered, sentence());
    }

    private String sentence() {
        return "%s %s; ours %s and theirs %s."
                .formatted(
                        thing,
                        values.base().map(value -> "was " + text.apply(value)).orElse("was not there"),
                        deed(values.ours()),
                        deed(values.theirs()));
    }

    private String deed(Optional<T> value) {
        if (value.isEmpty()) {
            return "removed it";
        }
        return (values.base().isPresent() ? "set it to " : "added it as ") + text.apply(value.get());
    }
}
