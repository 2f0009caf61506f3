package io.meerkat.storage.load;

/**
 * The other refs of a catalog, as they were known when one was looked at.
 *
 * @param version counts how often any ref of the catalog came to show something else than what was committed to it
 * @param exist whether there are any beside one
 */
public record Siblings(long version, boolean exist) {
    /** What was looked at later. */
    public Siblings newer(Siblings other) {
        if (other.version == version) {
            return new Siblings(version, exist || other.exist);
        }
        return other.version > version ? other : this;
    }
}
