package io.meerkat.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitOutcome.Committed;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.RecordedCommit;
import io.meerkat.storage.event.StoredEvent;
import java.util.List;

/** What must be true of every branch, whatever happened to the nodes that wrote it. */
public final class Logs {
    /** The root commit, and the one that makes the namespace that every catalog begins with. */
    private static final int FIRST_COMMITS = 2;

    private Logs() {}

    /** Every outcome is a commit, and the log is the first commits and exactly these, in one line. */
    public static void assertHoldsExactly(Node node, CatalogRow catalog, List<CommitOutcome> outcomes) {
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Committed.class));
        assertThat(ids(node.log(catalog)).subList(0, node.log(catalog).size() - FIRST_COMMITS))
                .containsExactlyInAnyOrderElementsOf(outcomes.stream()
                        .map(outcome -> ((Committed) outcome).id())
                        .toList());
        assertIsLinear(node, catalog);
    }

    /** One commit follows the other, and so does one event, with hashes that can be recomputed. */
    public static void assertIsLinear(Node node, CatalogRow catalog) {
        var log = node.log(catalog);
        assertThat(ids(log)).doesNotHaveDuplicates();
        for (int i = 0; i + 1 < log.size(); i++) {
            var commit = log.get(i).commit();
            var before = log.get(i + 1);
            assertThat(commit.parents()).containsExactly(before.id());
            assertThat(commit.id()).isEqualTo(log.get(i).id());
            assertThat(commit.generation()).isEqualTo(before.commit().generation() + 1);
            assertThat(commit.time()).isAfter(before.commit().time());
        }
        var previous = Hash.ZERO;
        long seq = 0;
        for (StoredEvent event : node.events(catalog)) {
            assertThat(event.row().previous()).isEqualTo(previous);
            assertThat(event.row().hash()).isEqualTo(event.hash());
            assertThat(event.row().seq()).isEqualTo(seq++);
            previous = event.hash();
        }
        assertThat(seq).isEqualTo(log.size() + 1);
    }

    private static List<CommitId> ids(List<RecordedCommit> log) {
        return log.stream().map(RecordedCommit::id).toList();
    }
}
