package io.meerkat.merge.catalog;

import com.google.common.collect.Sets;
import java.util.Optional;
import java.util.Set;

/**
 * An item that needs an answer: what base, ours and theirs have there as text or JSON, and what each side did in words.
 * Offered are ours, theirs and a supplied value, or some of them; none where only the whole object has an answer.
 */
public record ItemConflict(
        Item item,
        Optional<String> base,
        Optional<String> ours,
        Optional<String> theirs,
        Set<Offer> offered,
        String sentence) {
    public ItemConflict {
        offered = Sets.immutableEnumSet(offered);
    }
}
