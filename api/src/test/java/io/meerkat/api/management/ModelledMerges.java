package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.graph.CommitsInMemory;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.MergeBases;
import io.meerkat.model.CommitId;
import io.meerkat.model.Domain;
import io.meerkat.model.Edge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Random work on the branches of a catalog, beside a model of plain maps: tables by name, each with properties. What is
 * merged is told by the definition alone, item by item; where both sides disagree, theirs is taken. A table that was changed
 * and changed back is as it was, and yet is not what it was to somebody who dropped it.
 */
final class ModelledMerges {
    private static final List<String> BRANCHES = List.of("main", "a", "b", "c");

    private final TestCatalog catalog;
    private final Random random;
    private final Random looking = new Random();
    private final CommitsInMemory graph = new CommitsInMemory();
    private final Map<CommitId, Map<String, Table>> trees = new HashMap<>();
    private final Map<CommitId, CommitId> firstParents = new HashMap<>();
    private final Map<String, CommitId> heads = new HashMap<>();
    private int made;
    private int stamps;
    private boolean reverting;

    ModelledMerges(TestCatalog catalog, long seed) {
        this.catalog = catalog;
        this.random = new Random(seed);
        var root = CommitId.parse(catalog.head("main"));
        know(root, List.of(), List.of(), new TreeMap<>());
        for (String branch : BRANCHES) {
            if (!branch.equals("main")) {
                catalog.branch(branch, "main");
            }
            heads.put(branch, root);
        }
    }

    private void know(CommitId commit, List<CommitId> parents, List<Edge> edges, Map<String, Table> tree) {
        graph.add(commit, parents, edges, Instant.EPOCH.plusSeconds(trees.size()), Domain.CHANGES.hash("" + commit));
        trees.put(commit, tree);
        parents.stream().findFirst().ifPresent(parent -> firstParents.put(commit, parent));
    }

    void step() {
        var branch = any(BRANCHES);
        switch (random.nextInt(10)) {
            case 0, 1 -> create(branch);
            case 2, 3, 4 -> set(branch);
            case 5 -> drop(branch);
            case 6, 7 -> merge(branch, any(BRANCHES), "merge_commit");
            case 8 -> merge(branch, any(BRANCHES), "squash");
            default -> revert(branch);
        }
    }

    private CommitId head(String branch) {
        return requireNonNull(heads.get(branch));
    }

    private Map<String, Table> tree(CommitId commit) {
        return requireNonNull(trees.get(commit));
    }

    private Table table(String branch, String table) {
        return requireNonNull(tree(head(branch)).get(table));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String anyValue() {
        return "" + random.nextInt(3);
    }

    /** A name is never used again, so that it tells which table is meant. */
    private void create(String branch) {
        String table = "t" + made++;
        catalog.create("@" + branch, table);
        commit(branch, tree -> tree.put(table, made(Map.of())));
    }

    private void set(String branch) {
        anyTable(branch).ifPresent(table -> {
            String key = "" + (char) ('p' + random.nextInt(3));
            String value = anyValue();
            if (!value.equals(table(branch, table).properties().get(key))) {
                catalog.set("@" + branch, table, key, value);
                var properties = new TreeMap<>(table(branch, table).properties());
                properties.put(key, value);
                commit(branch, tree -> tree.put(table, made(properties)));
            }
        });
    }

    private void drop(String branch) {
        anyTable(branch).ifPresent(table -> {
            catalog.drop("@" + branch, table);
            commit(branch, tree -> tree.remove(table));
        });
    }

    private Optional<String> anyTable(String branch) {
        var names = List.copyOf(tree(head(branch)).keySet());
        return names.isEmpty() ? Optional.empty() : Optional.of(any(names));
    }

    /** Two of one stamp are the same metadata. */
    private record Table(Map<String, String> properties, int stamp) {
        boolean is(Table other) {
            return stamp == other.stamp;
        }
    }

    private Table made(Map<String, String> properties) {
        return new Table(Map.copyOf(properties), stamps++);
    }

    private interface Change {
        void apply(Map<String, Table> tree);
    }

    private void commit(String branch, Change change) {
        var before = head(branch);
        var tree = new TreeMap<>(tree(before));
        change.apply(tree);
        var commit = CommitId.parse(catalog.head(branch));
        know(commit, List.of(before), List.of(), tree);
        heads.put(branch, commit);
    }

    private void merge(String branch, String source, String mode) {
        var ours = head(branch);
        var theirs = head(source);
        var done = ok(catalog.post(
                        "merges",
                        "{\"branch\":\"%s\",\"source\":\"%s\",\"mode\":\"%s\",\"take_all\":\"theirs\"}"
                                .formatted(branch, source, mode)))
                .json();
        var bases = new MergeBases(new KnownCommits(graph)).of(ours, theirs);
        if (bases.equals(List.of(theirs))) {
            assertThat(state(done)).isEqualTo("up_to_date");
            return;
        }
        assertThat(state(done)).isEqualTo("completed");
        boolean squash = mode.equals("squash");
        // Of several bases the virtual one is the engine's own business; what came of it is the model's next state.
        var tree = bases.size() == 1 ? merged(tree(bases.getFirst()), ours, tree(theirs)) : made(branch, theirs, ours);
        take(
                branch,
                squash ? List.of(ours) : List.of(ours, theirs),
                squash ? List.of(new Edge(Edge.Type.MERGED, theirs)) : List.of(),
                tree);
    }

    /** Of a commit that one parent only leads to, so that there is one way to take it back. */
    private void revert(String branch) {
        var before = head(branch);
        var reverted = before;
        for (int back = random.nextInt(3); back > 0 && firstParents.containsKey(reverted); back--) {
            reverted = requireNonNull(firstParents.get(reverted));
        }
        if (!firstParents.containsKey(reverted)) {
            return;
        }
        var parent = requireNonNull(firstParents.get(reverted));
        boolean merges = catalog.get("commits/" + reverted).get("parents").size() > 1;
        var done = ok(catalog.post(
                        "reverts",
                        "{\"branch\":\"%s\",\"commit\":\"%s\",\"take_all\":\"theirs\"%s}"
                                .formatted(branch, reverted, merges ? ",\"mainline\":1" : "")))
                .json();
        reverting = true;
        var tree = merged(tree(reverted), before, restored(tree(reverted), tree(parent), tree(before)));
        reverting = false;
        if (tree.equals(tree(before))) {
            assertThat(state(done)).isEqualTo("up_to_date");
            return;
        }
        assertThat(state(done)).isEqualTo("completed");
        take(branch, List.of(before), List.of(new Edge(Edge.Type.REVERTED, reverted)), tree);
    }

    private void take(String branch, List<CommitId> parents, List<Edge> edges, Map<String, Table> tree) {
        var commit = CommitId.parse(catalog.head(branch));
        know(commit, parents, edges, tree);
        heads.put(branch, commit);
    }

    private static String state(JsonNode done) {
        return done.get("state").stringValue();
    }

    /** The older state as a revert wants it: what differs, and is there still, gets metadata of its own that comes after. */
    private Map<String, Table> restored(Map<String, Table> now, Map<String, Table> older, Map<String, Table> ours) {
        var restored = new TreeMap<>(older);
        restored.replaceAll((name, table) -> {
            var is = now.get(name);
            return is == null || is.is(table) || !ours.containsKey(name) ? table : made(table.properties());
        });
        return restored;
    }

    private Map<String, Table> merged(Map<String, Table> base, CommitId ours, Map<String, Table> right) {
        var left = tree(ours);
        var merged = new TreeMap<String, Table>();
        for (String table : keys(base, left, right)) {
            merged(
                            Optional.ofNullable(base.get(table)),
                            Optional.ofNullable(left.get(table)),
                            Optional.ofNullable(right.get(table)))
                    .ifPresent(one -> merged.put(table, one));
        }
        return merged;
    }

    private Optional<Table> merged(Optional<Table> base, Optional<Table> ours, Optional<Table> theirs) {
        if (base.isEmpty() || ours.isEmpty() || theirs.isEmpty()) {
            return chosen(base, ours, theirs);
        }
        return Optional.of(both(base.get(), ours.get(), theirs.get()));
    }

    private Table both(Table base, Table ours, Table theirs) {
        if (theirs.is(base) || theirs.is(ours)) {
            return ours;
        }
        var was = base.properties();
        var left = ours.properties();
        var right = theirs.properties();
        // A revert makes nothing anew that is as it should be already.
        boolean alone = ours.is(base) && !(reverting && (left.equals(right) || right.equals(was)));
        if (alone || left.equals(was) && !right.equals(was) && !left.equals(right)) {
            return theirs;
        }
        if (left.equals(right) || right.equals(was)) {
            return ours;
        }
        var merged = new TreeMap<String, String>();
        for (String key : keys(was, left, right)) {
            var before = Optional.ofNullable(was.get(key));
            var here = Optional.ofNullable(left.get(key));
            var there = Optional.ofNullable(right.get(key));
            if (!here.equals(there) && !here.equals(before) && !there.equals(before)) {
                // Theirs is taken for the table as a whole where anything in it is in conflict.
                return made(right);
            }
            chosen(before, here, there).ifPresent(value -> merged.put(key, value));
        }
        return made(merged);
    }

    /** What came of bases that the model does not merge: the metadata of a side if it has that. */
    private Map<String, Table> made(String branch, CommitId... sides) {
        var tree = new TreeMap<String, Table>();
        shown(branch).forEach((name, properties) -> {
            var file = file("@" + branch, name);
            tree.put(
                    name,
                    Stream.of(sides)
                            .filter(side -> Optional.ofNullable(tree(side).get(name))
                                    .filter(table -> table.properties().equals(properties))
                                    .isPresent())
                            .filter(side -> file("@" + side.hex(), name).equals(file))
                            .map(side -> requireNonNull(tree(side).get(name)))
                            .findFirst()
                            .orElseGet(() -> made(properties)));
        });
        return tree;
    }

    private String file(String ref, String table) {
        return catalog.load(ref, table).get("metadata-location").stringValue();
    }

    private static <T> Optional<T> chosen(Optional<T> base, Optional<T> ours, Optional<T> theirs) {
        return theirs.equals(base) ? ours : theirs;
    }

    @SafeVarargs
    private static <T> Set<String> keys(Map<String, T>... maps) {
        var keys = new TreeSet<String>();
        for (Map<String, T> map : maps) {
            keys.addAll(map.keySet());
        }
        return keys;
    }

    private Map<String, Map<String, String>> shown(String ref) {
        var shown = new TreeMap<String, Map<String, String>>();
        for (String table : catalog.names("@" + ref)) {
            shown.put(table, new TreeMap<>(catalog.properties("@" + ref, table)));
        }
        return shown;
    }

    private static Map<String, Map<String, String>> properties(Map<String, Table> tree) {
        var properties = new TreeMap<String, Map<String, String>>();
        tree.forEach((name, table) -> properties.put(name, table.properties()));
        return properties;
    }

    /** Every branch, and commits before its head, show what the model has. */
    void assertShown() {
        for (String branch : BRANCHES) {
            assertThat(shown(branch)).as(branch).isEqualTo(properties(tree(head(branch))));
            assertThat(catalog.head(branch)).isEqualTo(head(branch).hex());
        }
        var commits = new ArrayList<>(trees.keySet());
        for (int i = 0; i < 3; i++) {
            var commit = commits.get(looking.nextInt(commits.size()));
            assertThat(shown(commit.hex())).as(commit.hex()).isEqualTo(properties(tree(commit)));
        }
    }
}
