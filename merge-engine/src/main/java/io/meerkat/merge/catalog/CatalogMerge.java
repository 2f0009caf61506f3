package io.meerkat.merge.catalog;

import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Content;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.Kind;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The three-way merge of catalogs. An object is followed by its content id: one side's change reaches it under whatever
 * name the other gave it. Its place is a name in a namespace, itself followed in the same way, so that what one side
 * adds to a namespace goes where the other renamed it to.
 *
 * <p>A merge with answers is this same function, called again. Each tree must be a valid one: every namespace that a key
 * names is there, and no object is at two keys.
 */
public final class CatalogMerge {
    private final Contents contents;
    private final ObjectMerge objects;
    private final Locations locations;
    private final ViewReferences references;
    private final TablesInPlace inPlace;

    public CatalogMerge(Contents contents, ObjectMerge objects, Locations locations, ViewReferences references) {
        this.contents = contents;
        this.objects = objects;
        this.locations = locations;
        this.references = references;
        this.inPlace = new TablesInPlace(contents);
    }

    public MergeOutcome merge(Tree base, Tree ours, Tree theirs, Map<ConflictId, Resolution> resolutions) {
        if (ours.root().equals(theirs.root()) || theirs.root().equals(base.root())) {
            return new MergeOutcome.Merged(new TreeMap<>(), Map.of(), List.of());
        }
        if (ours.root().equals(base.root()) && objects.takesOneSided()) {
            return taken(ours, theirs);
        }
        return merge(ours, deltas(base, ours, theirs), resolutions);
    }

    private MergeOutcome taken(Tree ours, Tree theirs) {
        var edits = new TreeMap<TreeKey, Optional<Entry>>();
        var views = new HashMap<ContentId, Entry>();
        ours.diff(theirs).forEach(difference -> {
            edits.put(difference.key(), difference.after());
            difference.before().filter(CatalogMerge::isView).ifPresent(view -> views.put(view.contentId(), view));
        });
        return new MergeOutcome.Merged(
                edits, Map.of(), List.copyOf(ofViews(edits, view -> Optional.ofNullable(views.get(view)))));
    }

    private static boolean isView(Entry entry) {
        return entry.kind() == Kind.VIEW;
    }

    /** Views alone are looked into: of tables a merge may bring thousands. */
    private Set<Warning> ofViews(SortedMap<TreeKey, Optional<Entry>> edits, Function<ContentId, Optional<Entry>> ours) {
        var warnings = new LinkedHashSet<Warning>();
        edits.forEach((key, after) -> after.filter(CatalogMerge::isView)
                .ifPresent(view -> objects.noticesOfTaking(ours.apply(view.contentId()), view)
                        .forEach(sentence -> warnings.add(new Warning(Warning.Code.NOTICE, key, sentence)))));
        return warnings;
    }

    MergeOutcome merge(Tree ours, Deltas deltas, Map<ConflictId, Resolution> resolutions) {
        var fates = new Fates(Subjects.of(deltas));
        var decisions = new ContentDecisions(fates, contents, objects);
        var answers = new Answers(resolutions);

        answers.settleOrLeaveOpen(ObjectDecisions.decide(deltas, fates, decisions));
        var layout = layOut(ours, deltas, fates, decisions, answers);

        var warnings = new ArrayList<>(decisions.notices());
        warnings.addAll(new ViewDependencies(deltas, fates, layout, references).warnings());
        if (!answers.refused().isEmpty()) {
            return new MergeOutcome.Refused(answers.refused(), answers.open(), warnings);
        }
        if (!answers.open().isEmpty()) {
            return new MergeOutcome.Conflicted(answers.open(), warnings);
        }
        var edits = edits(fates, layout);
        var all = new LinkedHashSet<>(warnings);
        all.addAll(ofViews(
                edits,
                view -> fates.subjects().find(view).flatMap(Subject::ours).map(Standing::entry)));
        return new MergeOutcome.Merged(edits, created(fates, edits), List.copyOf(all));
    }

    private Deltas deltas(Tree base, Tree ours, Tree theirs) {
        var byTheirs = Deltas.byKey(base, theirs);
        var atTheirs = new Deltas(Deltas.within(byTheirs, ours), byTheirs);
        return inPlace.areAll(atTheirs) ? atTheirs : new Deltas(Deltas.byKey(base, ours), byTheirs);
    }

    /** Looks at all places together, and again after each answer, since that moves objects. */
    private Layout layOut(Tree ours, Deltas deltas, Fates fates, ContentDecisions decisions, Answers answers) {
        while (true) {
            var layout = Layout.of(fates);
            var collisions = new Collisions(ours, deltas, fates, layout);
            if (collisions.join(decisions)) {
                continue;
            }
            var checks = List.of(
                    PlaceQuestions.of(fates, layout),
                    collisions.questions(),
                    new Orphans(ours, deltas, fates, layout).questions(),
                    new LocationOverlaps(fates, layout, contents, locations).questions());
            if (checks.stream().noneMatch(answers::settle)) {
                checks.forEach(answers::leaveOpen);
                return layout;
            }
        }
    }

    private static SortedMap<TreeKey, Optional<Entry>> edits(Fates fates, Layout layout) {
        var edits = new TreeMap<TreeKey, Optional<Entry>>();
        for (Subject subject : fates.subjects().all()) {
            subject.ours().ifPresent(standing -> edits.put(standing.key(), Optional.empty()));
        }
        layout.claims().forEach((key, ids) -> edits.put(key, fates.entry(ids.getFirst())));
        for (Subject subject : fates.subjects().all()) {
            subject.ours().ifPresent(standing -> edits.remove(standing.key(), Optional.of(standing.entry())));
        }
        return edits;
    }

    private static Map<Hash, Content> created(Fates fates, SortedMap<TreeKey, Optional<Entry>> edits) {
        var created = new HashMap<Hash, Content>();
        edits.values().stream().flatMap(Optional::stream).map(Entry::content).forEach(hash -> {
            var content = fates.created().get(hash);
            if (content != null) {
                created.put(hash, content);
            }
        });
        return created;
    }
}
