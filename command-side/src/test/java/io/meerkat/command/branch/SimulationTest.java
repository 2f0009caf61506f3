package io.meerkat.command.branch;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.Requests;
import io.meerkat.command.branch.BatchDecision.Accepted;
import io.meerkat.command.branch.BatchDecision.Decided;
import io.meerkat.command.branch.BatchDecision.Denied;
import io.meerkat.command.branch.BatchDecision.NothingToDo;
import io.meerkat.merge.tree.Row;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Change;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.Identifier;
import io.meerkat.model.KeyRange;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.TreeKey;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random batches, held against a model that keeps the catalog in a sorted map and checks every rule by brute force. */
class SimulationTest {
    private static final List<NamespacePath> NAMESPACES = List.of(
            NamespacePath.of("a"), NamespacePath.of("a", "b"), NamespacePath.of("a", "b", "c"), NamespacePath.of("ab"));
    private static final List<Identifier> KEYS = NAMESPACES.stream()
            .flatMap(namespace -> Stream.<Identifier>of(namespace, namespace.object("s"), namespace.object("t")))
            .toList();

    private final InMemoryBranch branch = new InMemoryBranch();
    private TreeMap<TreeKey, Entry> model = new TreeMap<>();

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.command.Seeds#hundred")
    void decidesLikeASortedMapWould(long seed) {
        var random = new Random(seed);
        for (int batch = 0; batch < 25; batch++) {
            branch.at(InMemoryBranch.START.plusMillis(random.nextInt(100)));
            var requests = Stream.generate(() -> request(random))
                    .limit(1 + random.nextInt(8))
                    .toList();
            var head = branch.head();
            for (Decided decided : branch.decide(requests)) {
                head = follow(decided, head);
            }
            assertThat(branch.head()).isEqualTo(head);
            assertThat(rows(branch.tree())).isEqualTo(model);
        }
    }

    /** Does to the model what the decision says, and holds both together. */
    private BranchState.Open follow(Decided decided, BranchState.Open head) {
        var edited = edited(decided.request());
        if (!decided.request().predicates().stream().allMatch(this::holds) || !isWhole(edited)) {
            assertThat(decided).isInstanceOf(Denied.class);
            return head;
        }
        if (edited.equals(model)) {
            assertThat(decided).isInstanceOf(NothingToDo.class);
            return head;
        }
        assertThat(decided).isInstanceOf(Accepted.class);
        var event = ((Accepted) decided).event();
        var commit = event.commit();
        assertThat(event.changes().all()).isEqualTo(difference(model, edited));
        assertThat(commit.parents()).containsExactly(head.head().commit());
        assertThat(commit.generation()).isEqualTo(head.head().generation() + 1);
        assertThat(commit.time()).isAfter(head.head().time());
        assertThat(commit.root()).isEqualTo(root(edited));
        assertThat(event.id()).isEqualTo(commit.id());
        model = edited;
        return (BranchState.Open) head.after(event);
    }

    private TreeMap<TreeKey, Entry> edited(CommitRequest request) {
        var edited = new TreeMap<>(model);
        for (Edit edit : request.edits()) {
            switch (edit) {
                case Edit.Put(var key, var contentId, var content, var updates) ->
                    edited.put(key.key(), new Entry(contentId, content.hash(), content.summary()));
                case Edit.Adopt(var key, var entry) -> edited.put(key.key(), entry);
                case Edit.Remove(var key, var updates) -> edited.remove(key.key());
            }
        }
        return edited;
    }

    private boolean holds(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Holds(var key, var content) ->
                entry(key).filter(entry -> entry.content().equals(content)).isPresent();
            case Predicate.HoldsObject(var key, var contentId) ->
                entry(key).filter(entry -> entry.contentId().equals(contentId)).isPresent();
            case Predicate.Absent(var key) -> entry(key).isEmpty();
            case Predicate.NamespaceExists(var namespace) -> entry(namespace).isPresent();
            case Predicate.NothingBelow(var namespace) ->
                model.keySet().stream().noneMatch(KeyRange.below(namespace)::contains);
            case Predicate.Stands(var key, var entry) ->
                Optional.ofNullable(model.get(key)).equals(entry);
            case Predicate.Shown shown -> true;
            case Predicate.Plain plain -> true;
            case Predicate.OnHead head -> true;
            case Predicate.HeadIs head -> true;
            case Predicate.NotPurged purged -> true;
            case Predicate.ColumnIdsFree free -> true;
            case Predicate.PartitionIdsFree free -> true;
        };
    }

    private static boolean isWhole(TreeMap<TreeKey, Entry> tree) {
        return tree.keySet().stream()
                .map(TreeKey::identifier)
                .flatMap(key -> parent(key).stream())
                .allMatch(parent -> tree.containsKey(parent.key()));
    }

    private static Optional<NamespacePath> parent(Identifier key) {
        return switch (key) {
            case NamespacePath namespace -> namespace.parent();
            case ObjectName object -> Optional.of(object.namespace());
        };
    }

    private static List<Change> difference(TreeMap<TreeKey, Entry> before, TreeMap<TreeKey, Entry> after) {
        var keys = new TreeMap<TreeKey, Entry>(before);
        keys.putAll(after);
        var changes = new ArrayList<Change>();
        for (TreeKey key : keys.keySet()) {
            var old = Optional.ofNullable(before.get(key));
            var now = Optional.ofNullable(after.get(key));
            if (!old.equals(now)) {
                changes.add(new Change(key, old, now, Optional.empty()));
            }
        }
        return changes;
    }

    private CommitRequest request(Random random) {
        var builder = Requests.request("random");
        for (int i = random.nextInt(3); i > 0; i--) {
            builder.relyOn(predicate(random));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            builder.edit(edit(random));
        }
        return builder.build();
    }

    private Predicate predicate(Random random) {
        var key = any(KEYS, random);
        var entry = entry(key);
        return switch (random.nextInt(5)) {
            case 0 ->
                new Predicate.Holds(
                        key,
                        entry.map(Entry::content).orElse(Requests.content("x").hash()));
            case 1 -> new Predicate.HoldsObject(key, entry.map(Entry::contentId).orElse(contentId(random)));
            case 2 -> new Predicate.Absent(key);
            case 3 -> new Predicate.NamespaceExists(any(NAMESPACES, random));
            default -> new Predicate.NothingBelow(any(NAMESPACES, random));
        };
    }

    private static Edit edit(Random random) {
        var key = any(KEYS, random);
        if (random.nextInt(3) == 0) {
            return Requests.remove(key);
        }
        return switch (key) {
            case NamespacePath namespace ->
                Requests.put(
                        namespace,
                        contentId(random),
                        new NamespaceContent(new TreeMap<>(Map.of("p", "" + random.nextInt(2)))));
            case ObjectName object -> Requests.put(object, contentId(random), Requests.content("" + random.nextInt(2)));
        };
    }

    /** One of two, so that some edits change nothing. */
    private static ContentId contentId(Random random) {
        return new ContentId(new UUID(0, random.nextInt(2)));
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private Optional<Entry> entry(Identifier key) {
        return Optional.ofNullable(model.get(key.key()));
    }

    private static TreeMap<TreeKey, Entry> rows(Tree tree) {
        var rows = new TreeMap<TreeKey, Entry>();
        tree.rows(KeyRange.all()).forEach(row -> rows.put(row.key(), row.entry()));
        return rows;
    }

    private static Hash root(TreeMap<TreeKey, Entry> rows) {
        var items = rows.entrySet().stream()
                .map(row -> Row.of(row.getKey(), row.getValue()))
                .iterator();
        return Tree.build(items, hash -> {
                    throw new AssertionError("a tree that is built reads nothing");
                })
                .root();
    }
}
