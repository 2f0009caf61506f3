package io.meerkat.command.ref;

import static io.meerkat.command.Requests.createNamespace;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.Node;
import io.meerkat.command.Requests;
import io.meerkat.command.Seeds;
import io.meerkat.command.event.EventCodec;
import io.meerkat.command.rebuild.TreeRebuild;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CommitId;
import io.meerkat.model.RefName;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitOutcome.Committed;
import io.meerkat.model.commit.Rejection;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.load.RefPoint;
import io.meerkat.storage.load.ResolvedRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefsIT {
    private static final RefName DEV = new RefName("dev");
    private static final int STEPS = 60;

    private final DataSource source = TestDatabase.freshSource();
    private final Node node = new Node(source);
    private final Node other = new Node(source);
    private final CatalogRow catalog = node.createCatalog("sales");

    @AfterEach
    void stop() {
        node.close();
        other.close();
    }

    static LongStream seeds() {
        return Seeds.hundred().limit(4);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void refsShowWhatTheyWerePointedToOnEveryNodeAndAfterARebuild(long seed) {
        var model = new ModelledRefs(node, catalog, seed);
        for (int step = 0; step < STEPS; step++) {
            model.step();
            if (step % 20 == 0) {
                model.assertShownBy(other);
            }
        }
        model.assertShownBy(node);
        model.assertShownBy(other);

        new TreeRebuild(node.database(), EventCodec.current()).run(Node.TENANT, done -> {});

        try (var fresh = new Node(source)) {
            model.assertShownBy(fresh);
            model.step();
            model.assertShownBy(fresh);
        }
    }

    @Test
    void aDeletedBranchTakesNoCommitsAndItsCommitsStayReadable() {
        node.refs().createBranch(DEV, BranchPurpose.ANY, head(RefName.MAIN), Requests.ACTOR, Receipt.none());
        var dev = head(DEV).head().orElseThrow();
        var committed = (Committed) node.commit(catalog, dev, createNamespace("a"));

        node.refs().deleteBranch(catalog, DEV, Optional.empty(), Requests.ACTOR, Receipt.none());

        assertThat(node.commit(catalog, dev, createNamespace("b")))
                .isEqualTo(new CommitOutcome.Rejected(new Rejection.NoSuchBranch()));
        assertThat(node.ref(catalog, new RefPoint.HeadOf(DEV))).isEmpty();
        assertThat(node.ref(catalog, new RefPoint.AtCommit(committed.id()))).isPresent();
    }

    @Test
    void mainIsNotDeleted() {
        assertThat(node.refs().deleteBranch(catalog, RefName.MAIN, Optional.empty(), Requests.ACTOR, Receipt.none()))
                .isEqualTo(new RefOutcome.MainStays());
    }

    @Test
    void aTimeIsReadByWhereTheBranchPointedThenAndNotByWhenItsCommitsWereMade() {
        var root = head(RefName.MAIN).commit();
        node.refs().createBranch(DEV, BranchPurpose.ANY, head(RefName.MAIN), Requests.ACTOR, Receipt.none());
        var ahead = ((Committed) node.commit(catalog, head(DEV).head().orElseThrow(), createNamespace("a"))).id();
        var between = clock();
        node.refs().reset(RefName.MAIN, resolved(ahead), Optional.empty(), Requests.ACTOR, Receipt.none());
        var moved = clock();
        var next = ((Committed) node.commit(catalog, createNamespace("b"))).id();
        node.refs().reset(RefName.MAIN, resolved(root), Optional.empty(), Requests.ACTOR, Receipt.none());
        var back = clock();

        assertThat(mainAt(between)).isEqualTo(root);
        assertThat(mainAt(moved)).isEqualTo(ahead);
        assertThat(mainAt(back)).isEqualTo(root);
        assertThat(head(RefName.MAIN).commit()).isEqualTo(root);
        assertThat(resolved(next).generation()).isEqualTo(resolved(ahead).generation() + 1);
    }

    private CommitId mainAt(Instant time) {
        return node.ref(catalog, new RefPoint.AtTime(RefName.MAIN, time))
                .orElseThrow()
                .commit();
    }

    private Instant clock() {
        return node.database()
                .query("select clock_timestamp() as now")
                .fetchSingle(row -> row.get("now", OffsetDateTime.class).toInstant());
    }

    private ResolvedRef head(RefName name) {
        return node.ref(catalog, new RefPoint.HeadOf(name)).orElseThrow();
    }

    private ResolvedRef resolved(CommitId commit) {
        return node.ref(catalog, new RefPoint.AtCommit(commit)).orElseThrow();
    }
}
