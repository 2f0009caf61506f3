package io.meerkat.api.management;

import static io.meerkat.api.management.TestCatalog.ok;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.ModelledTables.Side;
import io.meerkat.api.management.ModelledTables.Table;
import io.meerkat.merge.graph.Ancestry;
import io.meerkat.merge.graph.CommitsInMemory;
import io.meerkat.merge.graph.KnownCommits;
import io.meerkat.merge.graph.MergeBases;
import io.meerkat.model.CommitId;
import io.meerkat.model.Domain;
import io.meerkat.model.Edge;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Random work on the branches of a catalog, beside a model of plain maps: tables by the names that they were made under,
 * each with its name and properties. What is merged is told by the definition alone, item by item; where both sides disagree,
 * ours or theirs is taken, as chance will have it. A table that was changed and changed back is as it was, and yet is not
 * what it was to somebody who dropped it.
 */
final class ModelledMerges {
    private static final int COMMITS_LOOKED_AT = 3;
    private static final String MAIN = "main";

    /** All that there may be beside {@code main}; the first of them are there to begin with. */
    private static final List<String> BRANCHES = List.of("a", "b", "c", "d", "e");

    private static final int BRANCHES_FIRST = 3;

    private final List<TestCatalog> nodes;
    private final Random random;
    private final ModelledTables tables = new ModelledTables();
    private final CommitsInMemory graph = new CommitsInMemory();
    private final Map<CommitId, Map<String, Table>> trees = new LinkedHashMap<>();
    private final Map<CommitId, CommitId> firstParents = new HashMap<>();
    private final Map<String, CommitId> heads = new TreeMap<>();
    private final CommitId root;
    private TestCatalog catalog;
    private int made;

    /** On one node to begin with: the others are as they are after a start. */
    ModelledMerges(List<TestCatalog> nodes, long seed) {
        this.nodes = nodes;
        this.catalog = nodes.getFirst();
        this.random = new Random(seed);
        this.root = CommitId.parse(catalog.head(MAIN));
        know(root, List.of(), List.of(), new TreeMap<>());
        heads.put(MAIN, root);
        BRANCHES.subList(0, BRANCHES_FIRST).forEach(branch -> begin(branch, root));
    }

    private void know(CommitId commit, List<CommitId> parents, List<Edge> edges, Map<String, Table> tree) {
        graph.add(commit, parents, edges, Instant.EPOCH.plusSeconds(trees.size()), Domain.CHANGES.hash("" + commit));
        trees.put(commit, tree);
        parents.stream().findFirst().ifPresent(parent -> firstParents.put(commit, parent));
    }

    /** The next step is made on any of the nodes. */
    void changeNode() {
        catalog = any(nodes);
    }

    void step() {
        var branch = anyBranch();
        switch (random.nextInt(17)) {
            case 0, 1 -> create(branch);
            case 2, 3, 4 -> set(branch);
            case 5 -> drop(branch);
            case 6, 7 -> merge(branch, anyBranch(), "merge_commit");
            case 8 -> merge(branch, anyBranch(), "squash");
            case 9 -> merge(branch, anyBranch(), "fast_forward");
            case 10 -> pick(branch);
            case 11 -> rebase(branch, anyBranch());
            case 12 -> reset(branch);
            case 13, 14 -> rename(branch);
            case 15 -> beginOrEnd(any(BRANCHES));
            default -> revert(branch);
        }
    }

    private CommitId head(String branch) {
        return requireNonNull(heads.get(branch));
    }

    private Map<String, Table> tree(CommitId commit) {
        return requireNonNull(trees.get(commit));
    }

    private Table table(String branch, String id) {
        return table(head(branch), id);
    }

    private Table table(CommitId commit, String id) {
        return requireNonNull(tree(commit).get(id));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String anyBranch() {
        return any(List.copyOf(heads.keySet()));
    }

    private Side anySide() {
        return any(List.of(Side.values()));
    }

    private String anyValue() {
        return "" + random.nextInt(3);
    }

    /** A branch that ends leaves its name to the next one, and its commits to everybody. */
    private void beginOrEnd(String branch) {
        if (heads.containsKey(branch)) {
            ok(catalog.delete("branches/" + branch));
            heads.remove(branch);
        } else {
            begin(branch, anyCommit());
        }
    }

    private void begin(String branch, CommitId at) {
        catalog.branch(branch, at.hex());
        heads.put(branch, at);
    }

    private void create(String branch) {
        String table = freshName("t");
        catalog.create("@" + branch, table);
        commit(branch, tree -> tree.put(table, tables.made(table, Map.of())));
    }

    /** A name is never used again for another table, so that the beginning of it tells which table is meant. */
    private String freshName(String beginning) {
        return beginning + made++;
    }

    private static String firstName(String name) {
        return name.substring(0, (name + "_").indexOf('_'));
    }

    private void set(String branch) {
        anyTable(branch).ifPresent(id -> {
            var table = table(branch, id);
            String key = "" + (char) ('p' + random.nextInt(3));
            String value = anyValue();
            if (!value.equals(table.properties().get(key))) {
                catalog.set("@" + branch, table.name(), key, value);
                var properties = new TreeMap<>(table.properties());
                properties.put(key, value);
                commit(branch, tree -> tree.put(id, tables.made(table.name(), properties)));
            }
        });
    }

    private void rename(String branch) {
        anyTable(branch).ifPresent(id -> {
            var table = table(branch, id);
            String name = freshName(id + "_");
            catalog.rename("@" + branch, table.name(), name);
            commit(branch, tree -> tree.put(id, table.named(name)));
        });
    }

    private void drop(String branch) {
        anyTable(branch).ifPresent(id -> {
            catalog.drop("@" + branch, table(branch, id).name());
            commit(branch, tree -> tree.remove(id));
        });
    }

    /** By the name that it was made under. */
    private Optional<String> anyTable(String branch) {
        var ids = List.copyOf(tree(head(branch)).keySet());
        return ids.isEmpty() ? Optional.empty() : Optional.of(any(ids));
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
        var side = anySide();
        var done = ok(catalog.post(
                        "merges",
                        "{\"branch\":\"%s\",\"source\":\"%s\",\"mode\":\"%s\",\"take_all\":\"%s\"}"
                                .formatted(branch, source, mode, side)))
                .json();
        var bases = new MergeBases(new KnownCommits(graph)).of(ours, theirs);
        if (bases.size() == 1 && done.has("base")) {
            assertThat(done.get("base").stringValue())
                    .isEqualTo(bases.getFirst().hex());
        }
        if (bases.equals(List.of(theirs))) {
            assertThat(state(done)).isEqualTo("up_to_date");
            return;
        }
        assertThat(state(done)).isEqualTo("completed");
        if (mode.equals("fast_forward") && ancestry().isAncestor(ours, theirs)) {
            heads.put(branch, theirs);
            return;
        }
        boolean squash = mode.equals("squash");
        // Of several bases the virtual one is the engine's own business; what came of it is the model's next state.
        var tree = bases.size() == 1
                ? tables.merged(tree(bases.getFirst()), tree(ours), tree(theirs), side)
                : made(branch, theirs, ours);
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
        var side = anySide();
        boolean merges = catalog.get("commits/" + reverted).get("parents").size() > 1;
        var done = ok(catalog.post(
                        "reverts",
                        "{\"branch\":\"%s\",\"commit\":\"%s\",\"take_all\":\"%s\"%s}"
                                .formatted(branch, reverted, side, merges ? ",\"mainline\":1" : "")))
                .json();
        var tree = tables.reverted(
                tree(reverted), tree(before), tables.restored(tree(reverted), tree(parent), tree(before)), side);
        if (tree.equals(tree(before))) {
            assertThat(state(done)).isEqualTo("up_to_date");
            return;
        }
        assertThat(state(done)).isEqualTo("completed");
        take(branch, List.of(before), List.of(new Edge(Edge.Type.REVERTED, reverted)), tree);
    }

    private Ancestry ancestry() {
        return new Ancestry(new KnownCommits(graph));
    }

    private CommitId anyCommit() {
        return any(List.copyOf(trees.keySet()));
    }

    private void reset(String branch) {
        var to = anyCommit();
        ok(catalog.post("branches/%s/reset".formatted(branch), "{\"to\":\"%s\"}".formatted(to)));
        heads.put(branch, to);
    }

    private void pick(String branch) {
        var before = head(branch);
        var picked = anyCommit();
        if (!firstParents.containsKey(picked)) {
            return;
        }
        var side = anySide();
        var done = ok(catalog.post(
                        "cherry-picks",
                        "{\"branch\":\"%s\",\"commit\":\"%s\",\"take_all\":\"%s\",\"mainline\":1}"
                                .formatted(branch, picked, side)))
                .json();
        var tree = picked(picked, tree(before), side);
        if (tree.equals(tree(before))) {
            assertThat(state(done)).isEqualTo("up_to_date");
            return;
        }
        assertThat(state(done)).isEqualTo("completed");
        take(branch, List.of(before), List.of(new Edge(Edge.Type.PICKED, picked)), tree);
    }

    private Map<String, Table> picked(CommitId commit, Map<String, Table> on, Side side) {
        var parent = requireNonNull(firstParents.get(commit));
        return tables.merged(tree(parent), on, tree(commit), side);
    }

    /** Which commits are made anew, and which are left out since they are there, is compared with git elsewhere. */
    private void rebase(String branch, String onto) {
        var target = head(onto);
        var side = anySide();
        boolean linear = ancestry().isLinear(target, head(branch));
        var own = ids(
                        catalog.get("log?limit=1000&ref=%s&without=%s".formatted(branch, onto))
                                .get("commits"),
                        "id")
                .reversed();
        var done = ok(catalog.post(
                        "rebases",
                        "{\"branch\":\"%s\",\"onto\":\"%s\",\"take_all\":\"%s\"}".formatted(branch, onto, side)))
                .json();
        if (linear) {
            assertThat(state(done)).isEqualTo("up_to_date");
            return;
        }
        assertThat(state(done)).isEqualTo("completed");
        var leftOut = done.has("left_out") ? ids(done.get("left_out"), "commit") : List.<CommitId>of();
        var fresh = ids(
                        catalog.get("log?limit=1000&ref=%s&without=%s".formatted(branch, target))
                                .get("commits"),
                        "id")
                .reversed()
                .iterator();
        heads.put(branch, target);
        for (CommitId commit : own) {
            var tree = leftOut.contains(commit) ? tree(head(branch)) : picked(commit, tree(head(branch)), side);
            if (!tree.equals(tree(head(branch)))) {
                var anew = fresh.next();
                know(anew, List.of(head(branch)), List.of(new Edge(Edge.Type.REBASED, commit)), tree);
                heads.put(branch, anew);
            }
        }
        assertThat(fresh).isExhausted();
    }

    private static List<CommitId> ids(JsonNode commits, String field) {
        return StreamSupport.stream(commits.spliterator(), false)
                .map(commit -> CommitId.parse(commit.get(field).stringValue()))
                .toList();
    }

    private void take(String branch, List<CommitId> parents, List<Edge> edges, Map<String, Table> tree) {
        var commit = CommitId.parse(catalog.head(branch));
        know(commit, parents, edges, tree);
        heads.put(branch, commit);
    }

    private static String state(JsonNode done) {
        return done.get("state").stringValue();
    }

    /** What came of bases that the model does not merge: the metadata of a side if it has that. */
    private Map<String, Table> made(String branch, CommitId... sides) {
        var tree = new TreeMap<String, Table>();
        shown(branch).forEach((name, properties) -> {
            var id = firstName(name);
            var file = file("@" + branch, name);
            tree.put(
                    id,
                    Stream.of(sides)
                            .filter(side -> tree(side).containsKey(id))
                            .filter(side -> file(
                                            "@" + side.hex(), table(side, id).name())
                                    .equals(file))
                            .map(side -> table(side, id).named(name))
                            .findFirst()
                            .orElseGet(() -> tables.made(name, properties)));
        });
        return tree;
    }

    private String file(String ref, String table) {
        return catalog.load(ref, table).get("metadata-location").stringValue();
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
        tree.values().forEach(table -> properties.put(table.name(), table.properties()));
        return properties;
    }

    /** On every node, each branch and some commits show what the model has, and histories are what was done. */
    void assertShown() {
        for (TestCatalog node : nodes) {
            catalog = node;
            assertThat(catalog.branches()).isEqualTo(heads.keySet());
            for (String branch : heads.keySet()) {
                assertThat(shown(branch)).as(branch).isEqualTo(properties(tree(head(branch))));
                assertThat(catalog.head(branch)).isEqualTo(head(branch).hex());
                assertHistory(branch);
            }
            for (int i = 0; i < COMMITS_LOOKED_AT; i++) {
                var commit = anyCommit();
                assertThat(shown(commit.hex())).as(commit.hex()).isEqualTo(properties(tree(commit)));
                assertThat(RootHash.told(catalog, commit.hex())).isEqualTo(RootHash.computed(catalog, commit.hex()));
            }
        }
    }

    /** No commit is lost, none is there that nobody made, and each has the parents that it was given. */
    private void assertHistory(String branch) {
        var logged = new HashMap<CommitId, List<CommitId>>();
        catalog.get("log?limit=1000&ref=%s&without=%s".formatted(branch, root))
                .get("commits")
                .forEach(commit -> logged.put(
                        CommitId.parse(commit.get("id").stringValue()),
                        StreamSupport.stream(commit.get("parents").spliterator(), false)
                                .map(parent -> CommitId.parse(parent.stringValue()))
                                .toList()));
        var known = new KnownCommits(graph);
        assertThat(logged.keySet())
                .isEqualTo(trees.keySet().stream()
                        .filter(commit -> !commit.equals(root) && ancestry().isAncestor(commit, head(branch)))
                        .collect(Collectors.toSet()));
        logged.forEach((commit, parents) ->
                assertThat(parents).isEqualTo(known.get(commit).parents()));
    }
}
