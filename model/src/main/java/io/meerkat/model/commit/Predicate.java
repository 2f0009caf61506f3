package io.meerkat.model.commit;

import io.meerkat.model.BranchId;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.Identifier;
import io.meerkat.model.LineId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TreeKey;
import java.util.Optional;

/**
 * What a request relies on. It is checked against the branch as it stands when the request's turn comes, whatever was
 * true when the request was prepared.
 */
public sealed interface Predicate {
    /** The key holds exactly this content. */
    record Holds(Identifier key, Hash content) implements Predicate {}

    /** The key holds this object, whatever its content by now. */
    record HoldsObject(Identifier key, ContentId contentId) implements Predicate {}

    record Absent(Identifier key) implements Predicate {}

    record NamespaceExists(NamespacePath namespace) implements Predicate {}

    /** The namespace holds no table, view, asset or namespace. */
    record NothingBelow(NamespacePath namespace) implements Predicate {}

    /** The key holds exactly this, or nothing. */
    record Stands(TreeKey key, Optional<Entry> entry) implements Predicate {}

    /**
     * What other refs can show of the object is still this: who removes snapshots must not take those away that a ref was
     * pointed to meanwhile.
     */
    record Shown(Identifier key, ContentId contentId, ShownElsewhere elsewhere) implements Predicate {}

    /**
     * The branch is on this line, and since a commit of this stretch it has merged and reverted nothing: what is merged is
     * merged on the base that it was prepared on.
     */
    record Plain(LineId line, CommitId stretch) implements Predicate {}

    /** The branch points to this commit: nothing was committed since. */
    record OnHead(CommitId commit) implements Predicate {}

    /** Another branch still points to this commit. */
    record HeadIs(BranchId branch, CommitId commit) implements Predicate {}

    /** The files of the object are there: no purge of it was begun. */
    record NotPurged(Identifier key, ContentId contentId) implements Predicate {}

    /** The column ids that the request allocates lie above every one allocated on any branch, and not far above. */
    record ColumnIdsFree(Identifier key, ContentId contentId, int lowest, int highest) implements Predicate {}

    /** As {@link ColumnIdsFree}, for partition fields. */
    record PartitionIdsFree(Identifier key, ContentId contentId, int lowest, int highest) implements Predicate {}
}
