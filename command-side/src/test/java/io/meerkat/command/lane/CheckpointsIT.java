package io.meerkat.command.lane;

import static io.meerkat.command.Requests.createNamespace;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.Logs;
import io.meerkat.command.Node;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Commit;
import io.meerkat.model.ContentId;
import io.meerkat.model.Domain;
import io.meerkat.model.Entry;
import io.meerkat.model.KeyRange;
import io.meerkat.model.LineId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.Summary;
import io.meerkat.model.TreeKey;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.load.Nodes;
import io.meerkat.storage.load.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trees whose nodes are stored now and then only. */
class CheckpointsIT {
    private static final long CACHE_BYTES = 16 << 20;

    private final DataSource source = TestDatabase.freshSource();
    private final Node node = new Node(source);
    private final Node other = new Node(source);
    private final CatalogRow catalog = node.createCatalog("sales");

    @AfterEach
    void stop() {
        node.close();
        other.close();
    }

    @Test
    void everyCommitsTreeIsFoundWhoeverCommittedAndWhereverNodesAreStored() throws Exception {
        var outcomes = new ArrayList<CommitOutcome>();
        for (int round = 0; round < 14; round++) {
            outcomes.addAll((round % 2 == 0 ? node : other).commitAll(catalog, creates(round, 50)));
        }
        Logs.assertHoldsExactly(node, catalog, outcomes);

        var log = node.log(catalog);
        var warm = trees();
        for (int i = 0; i < log.size(); i += 37) {
            var commit = log.get(i).commit();
            assertThat(tree(trees(), commit).rows(KeyRange.all())).hasSize((int) commit.generation());
            assertThat(tree(warm, commit).root()).isEqualTo(commit.root());
        }
    }

    @Test
    void nodesAreStoredOnceInSomeHundredEdits() throws Exception {
        node.commitAll(catalog, creates(0, 200));
        assertThat(checkpoints()).isZero();
        node.commitAll(catalog, creates(1, 100));
        node.commitAll(catalog, creates(2, 1));
        assertThat(checkpoints()).isEqualTo(1);

        var head = node.log(catalog).getFirst().commit();
        assertThat(tree(trees(), head).root()).isEqualTo(head.root());
    }

    @Test
    void aServerThatStartsBetweenCheckpointsGoesOnFromThere() throws Exception {
        node.commitAll(catalog, creates(0, 300));
        node.commitAll(catalog, creates(1, 20));
        try (var fresh = new Node(source)) {
            var outcomes = fresh.commitAll(catalog, creates(2, 20));

            assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class));
        }
        Logs.assertIsLinear(node, catalog);
    }

    @Test
    void whatTheDatabaseLostIsNotBuiltOn() throws Exception {
        node.commitAll(catalog, creates(0, 10));
        var head = node.log(catalog).getFirst().commit();
        var trees = trees();
        trees.committed(LineId.first(catalog.main()), head.generation() - 1, Tree.empty(trees.nodes(Node.TENANT)));

        assertThat(tree(trees, head).root()).isEqualTo(head.root());
    }

    @Test
    void whatTheDatabaseLostGetsNoCheckpoint() throws Exception {
        node.commitAll(catalog, creates(0, 300));
        node.commitAll(catalog, creates(1, 1));
        var head = node.log(catalog).getFirst().commit();
        node.database().execute("delete from checkpoints");
        var trees = trees();
        var line = LineId.first(catalog.main());
        var tree = tree(trees, head);
        var other = Tree.empty(trees.nodes(Node.TENANT)).apply(edits(300));

        trees.checkpoint(Node.TENANT, line, head.generation(), other);
        trees.checkpoint(Node.TENANT, line, head.generation() + 1, tree);
        assertThat(checkpoints()).isZero();
        trees.checkpoint(Node.TENANT, line, head.generation(), tree);
        assertThat(checkpoints()).isEqualTo(1);
    }

    @Test
    void aCommitIsAnsweredThoughItsNodesCannotBeStored() throws Exception {
        node.database().execute("alter table nodes rename to nowhere");
        assertThat(node.commitAll(catalog, creates(0, 300)))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class));
        node.commitAll(catalog, creates(1, 1));
        assertThat(checkpoints()).isZero();

        node.database().execute("alter table nowhere rename to nodes");
        node.commitAll(catalog, creates(2, 1));
        node.commitAll(catalog, creates(3, 1));
        assertThat(checkpoints()).isEqualTo(1);
        var head = node.log(catalog).getFirst().commit();
        assertThat(tree(trees(), head).root()).isEqualTo(head.root());
    }

    private Tree tree(Trees trees, Commit commit) {
        return trees.at(Node.TENANT, LineId.first(catalog.main()), commit.generation(), commit.root());
    }

    private static SortedMap<TreeKey, Optional<Entry>> edits(int count) {
        var edits = new TreeMap<TreeKey, Optional<Entry>>();
        for (int i = 0; i < count; i++) {
            edits.put(
                    NamespacePath.of("lost_" + i).key(),
                    Optional.of(new Entry(
                            new ContentId(UUID.randomUUID()),
                            Domain.CHANGES.hash("lost"),
                            new Summary.NamespaceSummary())));
        }
        return edits;
    }

    private Trees trees() {
        return new Trees(node.database(), new Nodes(node.database(), CACHE_BYTES));
    }

    private int checkpoints() {
        return node.database().query("select from checkpoints").fetch().size();
    }

    private static List<CommitRequest> creates(int round, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> createNamespace("round_%d_%d".formatted(round, i)))
                .toList();
    }
}
