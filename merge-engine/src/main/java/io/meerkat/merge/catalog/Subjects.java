package io.meerkat.merge.catalog;

import io.meerkat.merge.tree.Difference;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/** All objects that a side touched, by their content ids: so a rename is one object at two keys, whatever took its name. */
final class Subjects {
    private final Map<ContentId, Subject> byId;

    private Subjects(Map<ContentId, Subject> byId) {
        this.byId = byId;
    }

    /** @throws IllegalArgumentException if a tree has one object at two keys, or two trees one object as two kinds */
    static Subjects of(Deltas deltas) {
        var containers = new Containers(deltas);
        var base = new HashMap<ContentId, Standing>();
        var sides = new BySide<Map<ContentId, Standing>>(new HashMap<>(), new HashMap<>());
        for (Side side : Side.values()) {
            for (Difference change : deltas.of(side)) {
                var key = change.key();
                change.before().ifPresent(entry -> put(base, containers, key, containers.placeInBase(key), entry));
                change.after()
                        .ifPresent(entry -> put(sides.of(side), containers, key, containers.place(side, key), entry));
            }
        }
        base.forEach((id, was) -> {
            for (Side side : Side.values()) {
                if (!deltas.changes(side, was.key())) {
                    put(sides.of(side), id, new Standing(was.key(), containers.place(side, was.key()), was.entry()));
                }
            }
        });
        return new Subjects(inKeyOrder(base, sides.ours(), sides.theirs()));
    }

    private static void put(
            Map<ContentId, Standing> tree, Containers containers, TreeKey key, Place place, Entry entry) {
        put(tree, containers.identity(entry), new Standing(key, place, entry));
    }

    private static void put(Map<ContentId, Standing> tree, ContentId id, Standing standing) {
        var other = tree.put(id, standing);
        if (other != null && !other.key().equals(standing.key())) {
            throw new IllegalArgumentException("a tree has the object %s at %s and at %s"
                    .formatted(id, other.key().identifier(), standing.key().identifier()));
        }
    }

    private static Map<ContentId, Subject> inKeyOrder(
            Map<ContentId, Standing> base, Map<ContentId, Standing> ours, Map<ContentId, Standing> theirs) {
        var ids = new LinkedHashSet<>(base.keySet());
        ids.addAll(ours.keySet());
        ids.addAll(theirs.keySet());
        var sorted = new LinkedHashMap<ContentId, Subject>();
        ids.stream()
                .map(id -> new Subject(id, find(base, id), find(ours, id), find(theirs, id)))
                .map(Subjects::checked)
                .sorted(Comparator.comparing((Subject subject) -> subject.keys().getFirst())
                        .thenComparing(subject -> subject.id().value()))
                .forEach(subject -> sorted.put(subject.id(), subject));
        return sorted;
    }

    private static Subject checked(Subject subject) {
        var kinds = subject.standings()
                .map(standing -> standing.entry().kind())
                .distinct()
                .toList();
        if (kinds.size() > 1) {
            throw new IllegalArgumentException("the object %s is of the kinds %s".formatted(subject.id(), kinds));
        }
        return subject;
    }

    private static Optional<Standing> find(Map<ContentId, Standing> tree, ContentId id) {
        return Optional.ofNullable(tree.get(id));
    }

    Collection<Subject> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    void add(Subject subject) {
        byId.put(subject.id(), subject);
    }

    Optional<Subject> find(ContentId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Subject get(ContentId id) {
        return find(id).orElseThrow();
    }
}
