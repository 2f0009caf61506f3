package io.meerkat.merge.catalog;

import io.meerkat.merge.tree.Difference;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Identifier;
import io.meerkat.model.Kind;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TreeKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Tells what things lie in. A namespace is a folder: dropped and made again under its name it is the same one, and so it
 * is when both sides made it. Otherwise it is known by its content id, which a rename keeps.
 */
final class Containers {
    private final Deltas deltas;
    private final Map<ContentId, ContentId> same = new HashMap<>();
    private final Set<ContentId> before = new HashSet<>();
    private final BySide<Set<ContentId>> after = new BySide<>(new HashSet<>(), new HashSet<>());

    Containers(Deltas deltas) {
        this.deltas = deltas;
        for (Side side : Side.values()) {
            for (Difference difference : deltas.of(side)) {
                difference.before().map(Entry::contentId).ifPresent(before::add);
                difference.after().map(Entry::contentId).ifPresent(after.of(side)::add);
            }
        }
        for (Side side : Side.values()) {
            joinMadeAgain(side);
        }
        joinMadeTwice();
    }

    private void joinMadeAgain(Side side) {
        for (Difference difference : deltas.of(side)) {
            var was = difference.before().filter(Containers::isNamespace).map(Entry::contentId);
            var is = difference.after().map(Entry::contentId);
            if (was.isPresent()
                    && is.isPresent()
                    && !after.of(side).contains(was.get())
                    && !before.contains(is.get())
                    && !isElsewhere(side.other(), is.get(), was.get(), difference.key())) {
                same.put(is.get(), was.get());
            }
        }
    }

    /** Whether the side has it too, but not in the place of the other one. */
    private boolean isElsewhere(Side side, ContentId is, ContentId was, TreeKey key) {
        boolean alike = deltas.at(side, key).map(Entry::contentId).equals(Optional.of(is))
                && !after.of(side).contains(was);
        return after.of(side).contains(is) && !alike;
    }

    /** In key order, so that what a namespace lies in is known before it. */
    private void joinMadeTwice() {
        var made = new HashMap<Place, ContentId>();
        for (Difference difference : deltas.of(Side.OURS)) {
            difference
                    .after()
                    .filter(this::isNewNamespace)
                    .ifPresent(entry -> made.put(place(Side.OURS, difference.key()), entry.contentId()));
        }
        for (Difference difference : deltas.of(Side.THEIRS)) {
            difference.after().filter(this::isNewNamespace).ifPresent(entry -> {
                var twin = made.get(place(Side.THEIRS, difference.key()));
                if (twin != null
                        && !after.theirs().contains(twin)
                        && !after.ours().contains(entry.contentId())) {
                    same.put(entry.contentId(), twin);
                }
            });
        }
    }

    private boolean isNewNamespace(Entry entry) {
        return isNamespace(entry) && !before.contains(entry.contentId()) && !same.containsKey(entry.contentId());
    }

    private static boolean isNamespace(Entry entry) {
        return entry.kind() == Kind.NAMESPACE;
    }

    /** The one id of what is the same. */
    ContentId identity(Entry entry) {
        return same.getOrDefault(entry.contentId(), entry.contentId());
    }

    Place place(Side side, TreeKey key) {
        return place(key, parent -> deltas.at(side, parent));
    }

    Place placeInBase(TreeKey key) {
        return place(key, deltas::base);
    }

    private Place place(TreeKey key, Function<TreeKey, Optional<Entry>> lookup) {
        Identifier identifier = key.identifier();
        var container = Place.parent(identifier)
                .map(parent -> container(parent, lookup))
                .orElseGet(Container.Top::new);
        return new Place.In(container, Place.Leaf.of(identifier));
    }

    private Container container(NamespacePath path, Function<TreeKey, Optional<Entry>> lookup) {
        return Optional.of(path.key())
                .filter(deltas::touches)
                .flatMap(lookup)
                .<Container>map(entry -> new Container.Touched(identity(entry)))
                .orElseGet(() -> new Container.Untouched(path));
    }
}
