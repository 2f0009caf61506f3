package io.meerkat.api.merge;

import io.meerkat.api.content.StoredContents;
import io.meerkat.merge.catalog.CatalogMerge;
import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.ConflictId;
import io.meerkat.merge.catalog.MergeOutcome;
import io.meerkat.merge.catalog.Offer;
import io.meerkat.merge.catalog.Resolution;
import io.meerkat.merge.catalog.Side;
import io.meerkat.merge.graph.BasePlan;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Canonical;
import io.meerkat.model.Domain;
import io.meerkat.model.Entry;
import java.util.HashMap;
import java.util.Map;

/**
 * Merges the bases of a criss-cross into one that no commit has, as git does. Where they conflict, an object gets the content
 * that it had before, under a hash that neither side has: so that whatever each side made of the conflict counts as a
 * change. What there is to decide about places goes the way of the older base.
 */
final class VirtualBase implements BasePlan.Merging<Tree> {
    private static final int ROUNDS_MAX = 100;

    private final CatalogMerge merge;
    private final StoredContents contents;

    VirtualBase(CatalogMerge merge, StoredContents contents) {
        this.merge = merge;
        this.contents = contents;
    }

    @Override
    public Tree merge(Tree base, Tree older, Tree newer) {
        var answers = new HashMap<ConflictId, Resolution>();
        for (int round = 0; round < ROUNDS_MAX; round++) {
            switch (merge.merge(base, older, newer, answers)) {
                case MergeOutcome.Merged(var edits, var created, var warnings) -> {
                    return older.apply(edits);
                }
                case MergeOutcome.Conflicted(var conflicts, var warnings) -> {
                    if (!answer(conflicts, answers)) {
                        return older;
                    }
                }
                case MergeOutcome.Refused refused -> {
                    return older;
                }
            }
        }
        return older;
    }

    /** Whether there was anything that had no answer yet. */
    private boolean answer(Iterable<Conflict> conflicts, Map<ConflictId, Resolution> answers) {
        boolean any = false;
        for (Conflict conflict : conflicts) {
            any |= answers.putIfAbsent(conflict.id(), answer(conflict)) == null;
        }
        return any;
    }

    private Resolution answer(Conflict conflict) {
        var versions = conflict.versions();
        boolean ofContent = conflict.offered().contains(Offer.SUPPLIED)
                && versions.base().isPresent()
                && versions.ours().isPresent()
                && versions.theirs().isPresent();
        return ofContent
                ? new Resolution.Supplied(unlikeBoth(conflict, versions.base().orElseThrow()))
                : new Resolution.Take(Side.OURS);
    }

    private Entry unlikeBoth(Conflict conflict, Entry before) {
        var hash = Domain.CONFLICT.hash(new Canonical().hash(conflict.id().hash()));
        contents.alias(hash, before.content());
        return new Entry(before.contentId(), hash, before.summary());
    }
}
