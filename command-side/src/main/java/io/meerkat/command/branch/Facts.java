package io.meerkat.command.branch;

import io.meerkat.model.BranchId;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Hash;
import io.meerkat.model.MergeId;
import io.meerkat.model.RefName;
import io.meerkat.model.commit.ShownElsewhere;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.ref.BranchRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a decision reads beside the tree of its branch, each only of what the requests ask about: the claims that overlap a
 * wanted location, the marks of objects whose ids are allocated, what other refs show of objects whose snapshots are
 * removed, objects whose files are gone, where other branches point, which merges are open and
 * with which answers, the stretch of the branch's head, and what may be committed to the branch.
 */
public record Facts(
        List<Claim> claims,
        Map<ContentId, Mark> marks,
        Map<ContentId, ShownElsewhere> shown,
        Set<ContentId> purged,
        Map<BranchId, CommitId> heads,
        Map<MergeId, Hash> openMerges,
        Optional<CommitId> stretch,
        BranchRules rules) {
    public static final Facts NONE = of(List.of(), Map.of());

    public Facts {
        claims = List.copyOf(claims);
        marks = Map.copyOf(marks);
        shown = Map.copyOf(shown);
        purged = Set.copyOf(purged);
        heads = Map.copyOf(heads);
        openMerges = Map.copyOf(openMerges);
    }

    /** For requests that ask for nothing else, on a branch that takes everything. */
    public static Facts of(List<Claim> claims, Map<ContentId, Mark> marks) {
        return new Facts(
                claims,
                marks,
                Map.of(),
                Set.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                BranchRules.none(RefName.MAIN));
    }

    /** The same on a branch with these rules. */
    Facts with(BranchRules other) {
        return new Facts(claims, marks, shown, purged, heads, openMerges, stretch, other);
    }
}
