package io.meerkat.merge.catalog;

import io.meerkat.model.Content;
import io.meerkat.model.Hash;
import java.util.Collection;

/** Where contents are read by their hash. The same hash always gives the same content. */
@FunctionalInterface
public interface Contents {
    /** @throws RuntimeException if no content with this hash is stored */
    Content content(Hash hash);

    /** Says which contents will be asked for soon, so that a source for which many at once are cheaper can fetch them. */
    default void announce(Collection<Hash> hashes) {}
}
