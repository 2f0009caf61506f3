package io.meerkat.merge.item;

/**
 * What a conflict is about, the same whichever side is ours.
 *
 * @param path the item within the object: a property's key, {@code name#id} of a column, a branch or tag
 */
public record ConflictKey(ConflictCode code, String path) {
    @Override
    public String toString() {
        return code + " at '" + path + "'";
    }
}
