package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.catalog.MergeOutcome.Conflicted;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * All merges of small catalogs. Names are as good as one another, and so are objects of one kind: of bases that differ by
 * such an exchange only one is taken.
 */
class EverySmallMergeTest {
    private final Catalog empty = Catalog.empty().namespace("a");
    private final Random random = new Random(5);
    private int merges;
    private int clean;

    /** Two names for an asset in one of two versions, another asset and a view. */
    @Test
    void twoNamesForObjectsInVersionsAndOfKinds() {
        var objects = List.of(
                List.of(empty.asset("one", "one 1"), empty.asset("one", "one 2")),
                List.of(empty.view("a.x", "v", 1).get("a.x")),
                List.of(empty.asset("two", "two")));
        var catalogs = catalogs(List.of("a.x", "a.y"), objects);
        var bases = catalogs.stream()
                .filter(base -> base.rows().size() == 3 || !base.names().contains("a.y"))
                .toList();

        everyMergeOf(bases, catalogs, this::check);

        assertThat(merges).isEqualTo(15 * 19 * 19);
        assertThat(clean).isBetween(merges / 10, merges / 2);
    }

    /** Three names for three objects in one version, so that all swaps and cycles come up. */
    @Test
    void threeNamesForThreeObjects() {
        var objects = List.of(
                List.of(empty.asset("one", "one")),
                List.of(empty.asset("two", "two")),
                List.of(empty.asset("three", "three")));
        var bases = List.of(
                empty,
                empty.asset("a.x", "one", "one"),
                empty.asset("a.x", "one", "one").asset("a.y", "two", "two"),
                empty.asset("a.x", "one", "one").asset("a.y", "two", "two").asset("a.z", "three", "three"));

        everyMergeOf(bases, catalogs(List.of("a.x", "a.y", "a.z"), objects), this::check);

        assertThat(merges).isEqualTo(4 * 34 * 34);
        assertThat(clean).isBetween(merges / 10, merges / 2);
    }

    /** Two names for two namespaces, and in each of those one of two objects, or none. */
    @Test
    void namespacesThatMoveWithWhatIsInThem() {
        var catalogs = foldedCatalogs();
        var bases = catalogs.stream()
                .filter(base -> base.rows().isEmpty() || isFirst(base, "a", "namespace one"))
                .filter(base -> !base.names().contains("a.t") || isFirst(base, "a.t", "x"))
                .toList();

        everyMergeOf(bases, catalogs, merging -> {
            Laws.assertSymmetric(merging);
            Laws.assertNothingIsLost(merging);
            Laws.assertAnswersLeadToAnEnd(merging, random);
        });

        assertThat(merges).isEqualTo(8 * 27 * 27);
    }

    private static boolean isFirst(Catalog catalog, String name, String label) {
        return catalog.rows().entrySet().stream()
                .anyMatch(row -> row.getKey().identifier().toString().equals(name)
                        && row.getValue().contentId().equals(Catalog.id(label)));
    }

    private void check(Merging merging) {
        Laws.assertSymmetric(merging);
        Laws.assertNothingIsLost(merging);
        assertThat(keysInConflict(merging)).isEqualTo(new Reference(merging).keysInConflict());
        if (!(merging.outcome() instanceof Conflicted)) {
            clean++;
            assertThat(merging.merged().rows()).isEqualTo(new Reference(merging).merged());
        }
    }

    private static Set<TreeKey> keysInConflict(Merging merging) {
        var keys = new TreeSet<TreeKey>();
        if (merging.outcome() instanceof Conflicted conflicted) {
            conflicted.conflicts().forEach(conflict -> keys.addAll(conflict.keys()));
        }
        return keys;
    }

    private void everyMergeOf(List<Catalog> bases, List<Catalog> catalogs, Consumer<Merging> check) {
        for (Catalog base : bases) {
            for (Catalog ours : catalogs) {
                for (Catalog theirs : catalogs) {
                    merges++;
                    check.accept(Merging.of(base, ours, theirs));
                }
            }
        }
    }

    private List<Catalog> catalogs(List<String> names, List<List<Entry>> objects) {
        if (names.isEmpty()) {
            return List.of(empty);
        }
        var catalogs = new ArrayList<Catalog>();
        var key = Catalog.key(names.getLast());
        for (Catalog rest : catalogs(names.subList(0, names.size() - 1), objects)) {
            catalogs.add(rest);
            var used = new HashSet<ContentId>();
            rest.rows().values().forEach(entry -> used.add(entry.contentId()));
            for (List<Entry> versions : objects) {
                versions.stream()
                        .filter(entry -> !used.contains(entry.contentId()))
                        .forEach(entry -> catalogs.add(rest.with(key, entry)));
            }
        }
        return catalogs;
    }

    private static List<Catalog> foldedCatalogs() {
        var empty = Catalog.empty();
        var catalogs = new ArrayList<Catalog>();
        for (String a : List.of("", "one", "two")) {
            for (String b : List.of("", "one", "two")) {
                if (a.equals(b) && !a.isEmpty()) {
                    continue;
                }
                var folders = a.isEmpty() ? empty : empty.namespace("a", a, Map.of());
                folders = b.isEmpty() ? folders : folders.namespace("b", b, Map.of());
                for (String x : a.isEmpty() ? List.of("") : List.of("", "x", "y")) {
                    for (String y : b.isEmpty() ? List.of("") : List.of("", "x", "y")) {
                        if (!x.equals(y) || x.isEmpty()) {
                            var one = x.isEmpty() ? folders : folders.asset("a.t", x, x);
                            catalogs.add(y.isEmpty() ? one : one.asset("b.t", y, y));
                        }
                    }
                }
            }
        }
        return catalogs;
    }

    /** A merge over plain maps, of catalogs with one namespace that stays: each object has a name and a version. */
    private static final class Reference {
        private record State(TreeKey key, Entry entry) {}

        private final Map<ContentId, State> base;
        private final Map<ContentId, State> ours;
        private final Map<ContentId, State> theirs;
        private final Set<TreeKey> conflicts = new TreeSet<>();
        private final Map<ContentId, State> merged = new HashMap<>();

        Reference(Merging merging) {
            base = states(merging.base());
            ours = states(merging.ours());
            theirs = states(merging.theirs());
            var ids = new HashSet<>(base.keySet());
            ids.addAll(ours.keySet());
            ids.addAll(theirs.keySet());
            ids.forEach(this::merge);
            var claims = new HashMap<TreeKey, ContentId>();
            merged.forEach((id, state) -> {
                var other = claims.put(state.key(), id);
                if (other != null) {
                    conflict(id);
                    conflict(other);
                    conflicts.add(state.key());
                }
            });
        }

        private static Map<ContentId, State> states(Catalog catalog) {
            var states = new HashMap<ContentId, State>();
            catalog.rows().forEach((key, entry) -> states.put(entry.contentId(), new State(key, entry)));
            return states;
        }

        private void merge(ContentId id) {
            var was = Optional.ofNullable(base.get(id));
            var our = Optional.ofNullable(ours.get(id));
            var their = Optional.ofNullable(theirs.get(id));
            if (our.equals(their) || their.equals(was)) {
                our.ifPresent(state -> merged.put(id, state));
            } else if (our.equals(was)) {
                their.ifPresent(state -> merged.put(id, state));
            } else if (our.isEmpty() || their.isEmpty()) {
                conflict(id);
            } else {
                var key =
                        choose(was.map(State::key), our.get().key(), their.get().key());
                var entry = choose(
                        was.map(State::entry), our.get().entry(), their.get().entry());
                if (key.isEmpty()
                        || entry.isEmpty()
                        || isTaken(was, our, their, ours)
                        || isTaken(was, their, our, theirs)) {
                    conflict(id);
                }
                if (key.isPresent() && !isTaken(was, our, their, ours) && !isTaken(was, their, our, theirs)) {
                    merged.put(id, new State(key.get(), entry.orElse(our.get().entry())));
                }
            }
        }

        private static <T> Optional<T> choose(Optional<T> base, T ours, T theirs) {
            if (ours.equals(theirs) || base.equals(Optional.of(theirs))) {
                return Optional.of(ours);
            }
            return base.equals(Optional.of(ours)) ? Optional.of(theirs) : Optional.empty();
        }

        /** Whether the mover gave the old name to another object while the other side changed this one under it. */
        private static boolean isTaken(
                Optional<State> was, Optional<State> mover, Optional<State> changer, Map<ContentId, State> moved) {
            return was.isPresent()
                    && !mover.get().key().equals(was.get().key())
                    && changer.get().key().equals(was.get().key())
                    && !changer.get().entry().equals(was.get().entry())
                    && moved.values().stream()
                            .anyMatch(state -> state.key().equals(was.get().key()));
        }

        private void conflict(ContentId id) {
            for (var states : List.of(base, ours, theirs)) {
                Optional.ofNullable(states.get(id)).map(State::key).ifPresent(conflicts::add);
            }
        }

        Set<TreeKey> keysInConflict() {
            return conflicts;
        }

        Map<TreeKey, Entry> merged() {
            var rows = new TreeMap<TreeKey, Entry>();
            merged.values().forEach(state -> rows.put(state.key(), state.entry()));
            return rows;
        }
    }
}
