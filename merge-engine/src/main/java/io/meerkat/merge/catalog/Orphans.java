package io.meerkat.merge.catalog;

import io.meerkat.merge.tree.Row;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.KeyRange;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds objects that would be in no namespace: theirs was dropped, or was never there. That another namespace came to
 * have its name by a rename helps nobody: what was put into the one was not meant for the other.
 */
final class Orphans {
    /** A namespace that is missing under this name; {@code dropped} where it is one that a side has still. */
    private record Missing(NamespacePath path, Optional<Subject> dropped) {}

    private final Tree ours;
    private final Deltas deltas;
    private final Fates fates;
    private final Layout layout;
    private final SortedMap<TreeKey, List<ContentId>> claims;
    private final Set<TreeKey> unclear = new HashSet<>();

    Orphans(Tree ours, Deltas deltas, Fates fates, Layout layout) {
        this.ours = ours;
        this.deltas = deltas;
        this.fates = fates;
        this.layout = layout;
        this.claims = layout.claims();
        fates.all().forEach((id, fate) -> {
            if (fate instanceof Fate.Contested) {
                unclear.addAll(fates.subjects().get(id).keys());
                layout.key(id).ifPresent(unclear::add);
            }
        });
    }

    List<Question> questions() {
        var questions = new ArrayList<Question>();
        var orphans = new LinkedHashMap<Missing, List<ContentId>>();
        claims.forEach((key, ids) -> ids.forEach(id -> missing(id, key)
                .ifPresent(missing -> orphans.computeIfAbsent(missing, none -> new ArrayList<>())
                        .add(id))));
        orphans.forEach((missing, ids) -> questions.add(question(missing, ids)));
        forgotten().forEach((path, child) -> questions.add(forgotten(path, child)));
        return questions;
    }

    private Optional<Missing> missing(ContentId id, TreeKey key) {
        var place = fates.of(id).place();
        var dropped = place.flatMap(Place::touchedNamespace)
                .filter(namespace -> fates.of(namespace) instanceof Fate.Gone)
                .map(fates.subjects()::get);
        boolean named = place.filter(at -> at instanceof Place.Named).isPresent();
        return Place.parent(key.identifier())
                .filter(path -> dropped.isPresent() || isMissing(path.key(), named))
                .map(path -> new Missing(path, dropped));
    }

    /** What neither side touched is there, since all three trees have it, unless it was only named by an answer. */
    private boolean isMissing(TreeKey namespace, boolean named) {
        return !claims.containsKey(namespace)
                && !unclear.contains(namespace)
                && (deltas.touches(namespace) || named && ours.get(namespace).isEmpty());
    }

    private Question question(Missing missing, List<ContentId> orphans) {
        var keys = orphans.stream().map(id -> layout.key(id).orElseThrow()).toList();
        var code = code(missing);
        var versions = missing.dropped().map(Subject::versions).orElse(Versions.NONE);
        var all = new ArrayList<>(keys);
        all.add(missing.path().key());
        var first = Words.the(fates.subjects().get(orphans.getFirst()).any().entry(), keys.getFirst());
        var sentence = sentence(code, missing, first, keys.size());
        var others = withAllBelow(orphans).stream()
                .map(id -> fates.subjects().get(id).versions())
                .toList();
        return new Question(
                Conflict.ofMany(code, all, versions, others, sentence),
                resolution -> settle(missing, orphans, resolution));
    }

    private ConflictCode code(Missing missing) {
        var path = missing.path();
        boolean isObject = !claims.containsKey(path.key())
                && path.parent()
                        .map(above ->
                                above.object(path.levels().getLast().value()).key())
                        .map(object -> claims.containsKey(object)
                                || !deltas.touches(object) && ours.get(object).isPresent())
                        .orElse(false);
        if (isObject) {
            return ConflictCode.PARENT_NOT_NS;
        }
        return missing.dropped().isPresent() ? ConflictCode.NS_DELETE_CHILD_ADD : ConflictCode.PARENT_MISSING;
    }

    private static String sentence(ConflictCode code, Missing missing, String first, int count) {
        var what = count == 1 ? first : "%s and %d more".formatted(first, count - 1);
        if (code == ConflictCode.PARENT_NOT_NS) {
            return "%s is not a namespace (any more), but would hold %s".formatted(missing.path(), what);
        }
        return missing.dropped()
                .map(namespace -> Words.both(
                        Words.the(namespace.any()),
                        namespace.ours().isPresent() ? Side.OURS : Side.THEIRS,
                        it -> "has %s in %s".formatted(what, it),
                        "dropped "::concat))
                .orElseGet(() -> "there is no namespace %s to hold %s".formatted(missing.path(), what));
    }

    private Settlement settle(Missing missing, List<ContentId> orphans, Resolution resolution) {
        return switch (resolution) {
            case Resolution.Take(var side) -> {
                missing.dropped().ifPresent(namespace -> fates.takePlace(namespace.id(), side));
                withAllBelow(orphans).forEach(id -> fates.takePlace(id, side));
                yield Settlement.DONE;
            }
            case Resolution.Into(var namespace) -> move(orphans, namespace);
            case Resolution.CreateParent(var id) -> {
                var settlement = create(id, missing.path());
                yield settlement instanceof Settlement.Done ? move(orphans, missing.path()) : settlement;
            }
            default -> Question.notOffered(resolution);
        };
    }

    private List<ContentId> withAllBelow(List<ContentId> ids) {
        var orphans = Set.copyOf(ids);
        return fates.all().keySet().stream()
                .filter(fates::lives)
                .filter(id -> orphans.contains(id) || !Collections.disjoint(layout.above(id), orphans))
                .toList();
    }

    private Settlement move(List<ContentId> orphans, NamespacePath namespace) {
        try {
            orphans.forEach(id -> fates.moveTo(
                    id, Place.Leaf.of(layout.key(id).orElseThrow().identifier()).below(namespace)));
            return Settlement.DONE;
        } catch (IllegalArgumentException tooLong) {
            return new Settlement.Misfit("not all can be moved into %s: %s".formatted(namespace, tooLong.getMessage()));
        }
    }

    /** As if theirs had made it. */
    private Settlement create(ContentId id, NamespacePath path) {
        if (fates.subjects().find(id).isPresent()) {
            return new Settlement.Misfit("the content id %s belongs to another object".formatted(id));
        }
        var content = new NamespaceContent(Collections.emptySortedMap());
        var entry = new Entry(id, content.hash(), content.summary());
        var standing = new Standing(path.key(), new Place.Named(path), entry);
        fates.subjects().add(new Subject(id, Optional.empty(), Optional.empty(), Optional.of(standing)));
        fates.put(id, new Fate.Lives(standing.place()));
        fates.putEntry(id, entry);
        fates.create(content);
        return Settlement.DONE;
    }

    /** What neither side touched, in namespaces that answers made vanish: the first of each. */
    private SortedMap<NamespacePath, Row> forgotten() {
        var forgotten = new TreeMap<NamespacePath, Row>(Comparator.comparing(NamespacePath::key));
        for (Subject subject : fates.subjects().all()) {
            for (TreeKey key : subject.keys()) {
                if (key.identifier() instanceof NamespacePath path && isMissing(key, false)) {
                    ours.rows(KeyRange.below(path))
                            .filter(row -> !deltas.touches(row.key()))
                            .filter(row -> Place.parent(row.key().identifier()).equals(Optional.of(path)))
                            .findFirst()
                            .ifPresent(row -> forgotten.put(path, row));
                }
            }
        }
        return forgotten;
    }

    private Question forgotten(NamespacePath path, Row child) {
        var missing = new Missing(path, Optional.empty());
        var sentence = sentence(ConflictCode.PARENT_MISSING, missing, Words.the(child.entry(), child.key()), 1);
        var kept = Optional.of(child.entry());
        var conflict = Conflict.ofMany(
                ConflictCode.PARENT_MISSING,
                List.of(path.key(), child.key()),
                Versions.NONE,
                List.of(new Versions(kept, kept, kept)),
                sentence);
        return new Question(
                conflict,
                resolution -> resolution instanceof Resolution.CreateParent(var id)
                        ? create(id, path)
                        : new Settlement.Misfit("no side touched %s, so it stays in %s, which must be there"
                                .formatted(child.key().identifier(), path)));
    }
}
