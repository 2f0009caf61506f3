package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Suppliers;
import io.meerkat.merge.catalog.MergeOutcome.Conflicted;
import io.meerkat.merge.catalog.MergeOutcome.Merged;
import io.meerkat.merge.catalog.MergeOutcome.Refused;
import io.meerkat.model.Kind;
import io.meerkat.model.ObjectName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Three catalogs that share a store, and the merge of them with the answers that were given so far. */
final class Merging {
    private final Catalog base;
    private final Catalog ours;
    private final Catalog theirs;
    private final Map<ConflictId, Resolution> answers;
    private final Supplier<MergeOutcome> outcome = Suppliers.memoize(() -> outcome(view -> Set.of()));

    private Merging(Catalog base, Catalog ours, Catalog theirs, Map<ConflictId, Resolution> answers) {
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
        this.answers = answers;
    }

    Catalog base() {
        return base;
    }

    Catalog ours() {
        return ours;
    }

    Catalog theirs() {
        return theirs;
    }

    static Merging of(Catalog base, Catalog ours, Catalog theirs) {
        return new Merging(base, ours, theirs, Map.of());
    }

    /** Ours and theirs exchanged, without the answers. */
    Merging mirrored() {
        return of(base, theirs, ours);
    }

    /** The same merge and answers after ours moved on. */
    Merging withOurs(Catalog moved) {
        return new Merging(base, moved, theirs, answers);
    }

    /** The same merge and answers after theirs moved on. */
    Merging withTheirs(Catalog moved) {
        return new Merging(base, ours, moved, answers);
    }

    MergeOutcome outcome() {
        return outcome.get();
    }

    MergeOutcome outcome(Map<String, Set<ObjectName>> references) {
        var byId = new HashMap<Object, Set<ObjectName>>();
        references.forEach((label, names) -> byId.put(Catalog.id("view " + label), names));
        return outcome(view -> byId.getOrDefault(view.contentId(), Set.of()));
    }

    private MergeOutcome outcome(ViewReferences references) {
        return merge(references).merge(base.tree(), ours.tree(), theirs.tree(), answers);
    }

    /** As it is with a look at everything that either side did. */
    MergeOutcome wholeOutcome() {
        var deltas = new Deltas(Deltas.byKey(base.tree(), ours.tree()), Deltas.byKey(base.tree(), theirs.tree()));
        return merge(view -> Set.of()).merge(ours.tree(), deltas, answers);
    }

    private CatalogMerge merge(ViewReferences references) {
        var store = base.store();
        var objects = new ByKind(Map.of(Kind.NAMESPACE, new NamespaceMerge(store), Kind.TABLE, new FieldsMerge(store)));
        return new CatalogMerge(store, objects, location -> location.replace("file:///", "/"), references);
    }

    /** The merged catalog. */
    Catalog merged() {
        var outcome = outcome();
        assertThat(outcome).isInstanceOf(Merged.class);
        var merged = (Merged) outcome;
        merged.created().values().forEach(base.store()::put);
        return ours.edited(merged.edits());
    }

    List<Conflict> conflicts() {
        var outcome = outcome();
        assertThat(outcome).isInstanceOf(Conflicted.class);
        return ((Conflicted) outcome).conflicts();
    }

    List<ConflictCode> codes() {
        return conflicts().stream().map(Conflict::code).toList();
    }

    Conflict onlyConflict() {
        var conflicts = conflicts();
        assertThat(conflicts).hasSize(1);
        return conflicts.getFirst();
    }

    String refusal() {
        var outcome = outcome();
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).refusals().getFirst().reason();
    }

    /** The same merge with an answer to its only conflict. */
    Merging answered(Resolution resolution) {
        return answered(onlyConflict(), resolution);
    }

    Merging answered(Conflict conflict, Resolution resolution) {
        var more = new HashMap<>(answers);
        more.put(conflict.id(), resolution);
        return new Merging(base, ours, theirs, more);
    }

    Merging takingOurs() {
        return answered(new Resolution.Take(Side.OURS));
    }

    Merging takingTheirs() {
        return answered(new Resolution.Take(Side.THEIRS));
    }

    @Override
    public String toString() {
        return "base %s, ours %s, theirs %s, answers %s".formatted(base, ours, theirs, answers.values());
    }
}
