package io.meerkat.merge.verb;

import io.meerkat.merge.graph.Ancestry;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.Reverts;
import io.meerkat.model.CommitId;
import java.util.ArrayList;
import java.util.List;

/**
 * Merges of a source that its target took back, and has not brought back. What they merged counts as merged, so that
 * merging the source again does not bring it: git's known trap.
 */
final class RevertedMerges {
    /** How many reverts are looked into, the newest first. */
    static final int REVERTS_MAX = 100;

    private RevertedMerges() {}

    static List<Notice> find(KnownCommits known, CommitId target, CommitId source) {
        if (known.fork(target, source).isPresent()) {
            // Of what the source did since it grew from the target nothing was merged.
            return List.of();
        }
        var notices = new ArrayList<Notice>();
        var reverts = Reverts.inEffect(known, target, source).entrySet().stream()
                .limit(REVERTS_MAX)
                .toList();
        reverts.forEach(revert -> {
            var reverted = revert.getKey();
            for (var head : known.get(reverted).mergedHeads()) {
                if (isOfSource(known, reverted, head, source)) {
                    notices.add(new Notice.EarlierMergeReverted(head, reverted, revert.getValue()));
                }
            }
        });
        return notices;
    }

    /** A source that was only cut from the target after the merge is not what was merged. */
    private static boolean isOfSource(KnownCommits known, CommitId merge, CommitId head, CommitId source) {
        var ancestry = new Ancestry(known);
        return ancestry.contains(source, head)
                && (!ancestry.contains(source, merge) || ancestry.isOnFirstParents(head, source));
    }
}
