package io.meerkat.storage.load;

import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.claim.Mark;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a branch points, and what became of its catalog since the reader looked before.
 *
 * @param news absent where it is more than the reader takes, or where the head that it knew is none of this catalog's
 *     commits: another catalog has its name, or the database lost its newest ones
 * @param horizon transactions below it had ended when this was read
 */
record HeadNow(ResolvedRef ref, Optional<News> news, long horizon) {
    /**
     * @param changes in the order of their generations
     * @param raised marks that were raised on any branch by a transaction at or above the horizon that the reader knew
     */
    record News(List<Changed> changes, Map<ContentId, Mark> raised) {}

    /** A key as a generation left it; no entry where it was removed. */
    record Changed(TreeKey key, long generation, Optional<Entry> entry, Optional<Mark> mark) {}

    /** How far a reader has read. */
    record Known(ResolvedRef ref, long horizon) {}

    Known known() {
        return new Known(ref, horizon);
    }
}
