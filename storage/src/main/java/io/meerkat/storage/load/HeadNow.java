package io.meerkat.storage.load;

import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import java.util.List;
import java.util.Optional;

/**
 * Where a branch points, and what became of its keys since a head that the reader knew.
 *
 * @param changes in the order of their generations; absent where they are more than the reader takes, or where the head
 *     that it knew is none of this catalog's commits: another catalog has its name, or the database lost its newest ones
 * @param horizon transactions below it had ended when this was read
 * @param raisedBy the last transaction that raised marks in the catalog, 0 for none
 */
record HeadNow(ResolvedRef ref, Optional<List<Changed>> changes, long horizon, long raisedBy) {
    /** A key as a generation left it; no entry where it was removed. */
    record Changed(TreeKey key, long generation, Optional<Entry> entry) {}
}
