package io.meerkat.merge.item;

import com.google.common.collect.Sets;
import java.util.Set;

/**
 * Where two changes of one object disagree.
 *
 * @param values what the base and both sides have there, as text or JSON
 * @param offered which answers it takes; none if only one side's object as a whole would do
 * @param sentence names the thing and says what each side did, for a person
 */
public record Conflict(ConflictKey key, ThreeWay<String> values, Set<Offer> offered, String sentence) {
    public Conflict {
        offered = Sets.immutableEnumSet(offered);
        sentence = Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    public ConflictCode code() {
        return key.code();
    }

    public String path() {
        return key.path();
    }

    /** The same where it is not to be answered by itself. */
    public Conflict withoutOffers() {
        return new Conflict(key, values, Set.of(), sentence);
    }
}
