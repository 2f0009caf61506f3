package io.meerkat.benchmark.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.benchmark.micro.lane.Decisions;
import io.meerkat.benchmark.micro.sample.SampleCatalog;
import io.meerkat.benchmark.micro.sample.SampleTable;
import io.meerkat.benchmark.micro.sample.StoredNodes;
import io.meerkat.model.KeyRange;
import java.util.SplittableRandom;
import org.apache.iceberg.TableMetadataParser;
import org.junit.jupiter.api.Test;

/** That parts are timed on what they say. */
class SamplesTest {
    private final SampleCatalog catalog = new SampleCatalog(2_500);

    @Test
    void aCatalogHasItsTablesInThreeNamespacesAndIsTheSameForASeed() {
        var tree = catalog.tree(new SplittableRandom(7), new StoredNodes());

        assertThat(tree.count(KeyRange.all())).isEqualTo(2_503);
        assertThat(tree.root())
                .isEqualTo(
                        catalog.tree(new SplittableRandom(7), new StoredNodes()).root())
                .isNotEqualTo(
                        catalog.tree(new SplittableRandom(8), new StoredNodes()).root());
    }

    @Test
    void everyEditOfASetChangesAKeyOfItsOwn() {
        var small = new SampleCatalog(100);
        var tree = small.tree(new SplittableRandom(7), new StoredNodes());

        assertThat(tree.diff(tree.apply(small.edits(256, new SplittableRandom(8)))))
                .hasSize(256);
    }

    @Test
    void aTableHasItsSnapshots() {
        var metadata = TableMetadataParser.fromJson(SampleTable.json(30, new SplittableRandom(7)));

        assertThat(metadata.snapshots()).hasSize(30);
        assertThat(metadata.snapshotLog()).hasSize(30);
        assertThat(metadata.previousFiles()).hasSize(30);
    }

    @Test
    void everyRequestOfABatchIsAccepted() {
        var decisions = new Decisions();
        decisions.tables = 100;
        decisions.requests = 16;
        decisions.prepare();

        assertThat(decisions.decide().decision().accepted()).hasSize(16);
    }
}
