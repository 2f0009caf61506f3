package io.meerkat.merge.catalog;

import io.meerkat.merge.catalog.Place.Leaf;
import io.meerkat.model.ContentId;
import io.meerkat.model.Identifier;
import io.meerkat.model.NamespacePath;
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

/** Where every touched object comes to stand, if fates stay as they are. */
final class Layout {
    /** What following an object's place upwards leads to. */
    sealed interface Path {
        record At(Identifier name) implements Path {}

        /** Some container above waits for an answer. */
        record Open() implements Path {}

        /** Longer or deeper than identifiers may be. */
        record TooLong() implements Path {}

        /** Into itself. */
        record Cycle() implements Path {}
    }

    private final Fates fates;
    private final Map<ContentId, Path> paths = new HashMap<>();

    private Layout(Fates fates) {
        this.fates = fates;
    }

    static Layout of(Fates fates) {
        var layout = new Layout(fates);
        fates.all().keySet().forEach(layout::resolve);
        return layout;
    }

    Path path(ContentId id) {
        return Optional.ofNullable(paths.get(id)).orElseThrow();
    }

    /** The key, unless it waits for an answer or there can be none. */
    Optional<TreeKey> key(ContentId id) {
        return path(id) instanceof Path.At(var name) ? Optional.of(name.key()) : Optional.empty();
    }

    /** All keys at which something is to live, with what. More than one where they clash. */
    SortedMap<TreeKey, List<ContentId>> claims() {
        var claims = new TreeMap<TreeKey, List<ContentId>>();
        fates.all().keySet().stream()
                .filter(fates::lives)
                .forEach(id -> key(id).ifPresent(key ->
                        claims.computeIfAbsent(key, none -> new ArrayList<>()).add(id)));
        return claims;
    }

    /** The touched namespaces that it lies in, innermost first, as far up as they are touched. */
    Set<ContentId> above(ContentId id) {
        var above = new LinkedHashSet<ContentId>();
        var next = container(id);
        while (next.isPresent() && above.add(next.get())) {
            next = container(next.get());
        }
        return above;
    }

    private Optional<ContentId> container(ContentId id) {
        return place(id).flatMap(Place::touchedNamespace);
    }

    /** What is gone still leads to where it was: others may be there. */
    private Optional<Place> place(ContentId id) {
        return fates.of(id) instanceof Fate.Gone
                ? Optional.of(fates.subjects().get(id).any().place())
                : fates.of(id).place();
    }

    /** Upwards step by step and down again: two sides together may stack more namespaces than a name may have levels. */
    private void resolve(ContentId id) {
        var way = new LinkedHashSet<ContentId>();
        var next = Optional.of(id);
        while (next.isPresent() && !paths.containsKey(next.get())) {
            if (!way.add(next.get())) {
                way.forEach(member -> paths.put(member, new Path.Cycle()));
                return;
            }
            next = container(next.get());
        }
        way.reversed()
                .forEach(member ->
                        paths.put(member, place(member).map(this::follow).orElseGet(Path.Open::new)));
    }

    private Path follow(Place place) {
        return switch (place) {
            case Place.Named(var name) -> new Path.At(name);
            case Place.In(Container.Top(), var leaf) -> new Path.At(new NamespacePath(List.of(leaf.name())));
            case Place.In(Container.Untouched(var parent), var leaf) -> join(parent, leaf);
            case Place.In(Container.Touched(var parent), var leaf) ->
                switch (path(parent)) {
                    case Path.At(NamespacePath namespace) -> join(namespace, leaf);
                    case Path.At(var object) -> throw new IllegalStateException(object + " is no namespace");
                    case Path.TooLong() -> new Path.Open();
                    case Path.Open open -> open;
                    case Path.Cycle cycle -> cycle;
                };
        };
    }

    private static Path join(NamespacePath parent, Leaf leaf) {
        try {
            return new Path.At(leaf.below(parent));
        } catch (IllegalArgumentException tooLong) {
            return new Path.TooLong();
        }
    }
}
