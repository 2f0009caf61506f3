package io.meerkat.api.merge;

import io.meerkat.merge.catalog.Warning;
import io.meerkat.model.Change;
import io.meerkat.model.CommitId;
import io.meerkat.model.Content;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.TreeKey;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.Links;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A commit that is ready to be made.
 *
 * @param of the commit that it makes anew, takes back or picks; none for a merge
 * @param guards what the branch must have under each key that matters, for the outcome to be the same
 * @param changes what it changes, in key order
 * @param created contents among them that are new and have no file
 * @param drafts those that have one
 * @param arriving the locations of tables that the branch had not
 */
public record Step(
        Optional<CommitId> of,
        Links links,
        SortedMap<TreeKey, Optional<Entry>> guards,
        List<Change> changes,
        Map<Hash, Content> created,
        List<Draft> drafts,
        List<ClaimRequest> arriving,
        List<Warning> warnings) {
    public Step {
        guards = Collections.unmodifiableSortedMap(new TreeMap<>(guards));
        changes = List.copyOf(changes);
        created = Map.copyOf(created);
        drafts = List.copyOf(drafts);
        arriving = List.copyOf(arriving);
        warnings = List.copyOf(warnings);
    }

    /** A content that is not stored yet. */
    Optional<Content> content(Hash hash) {
        return drafts.stream()
                .map(Draft::content)
                .filter(content -> content.hash().equals(hash))
                .findFirst()
                .or(() -> Optional.ofNullable(created.get(hash)));
    }
}
