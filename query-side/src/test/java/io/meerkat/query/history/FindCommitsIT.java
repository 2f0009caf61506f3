package io.meerkat.query.history;

import static io.meerkat.projection.TestCatalog.TENANT;
import static io.meerkat.query.history.FindCommits.NEWEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import io.meerkat.projection.TestCatalog;
import io.meerkat.query.Page;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindCommitsIT {
    private final TestCatalog catalog = new TestCatalog();
    private final FindCommits find = new FindCommits(catalog.database());
    private final CommitId second = catalog.createNamespace("a");
    private final CommitId third = catalog.createNamespace("b");

    @AfterAll
    void stop() {
        catalog.close();
    }

    @Test
    void theLogGoesBackToTheRootCommit() {
        var log = log(third, NEWEST, Page.first());

        assertThat(log).extracting(LoggedCommit::generation).containsExactly(3L, 2L, 1L, 0L);
        assertThat(log.getFirst().id()).isEqualTo(third);
        assertThat(log.getFirst().parents()).containsExactly(second);
        assertThat(log.getFirst().author()).isEqualTo(PrincipalId.SERVER);
        assertThat(log.getLast().parents()).isEmpty();
    }

    @Test
    void theLogBeginsAtAnyCommit() {
        assertThat(log(second, NEWEST, Page.first()).getFirst().id()).isEqualTo(second);
    }

    @Test
    void pagesFollowEachOther() {
        assertThat(log(third, NEWEST, new Page(2, 0)))
                .extracting(LoggedCommit::generation)
                .containsExactly(3L, 2L);
        assertThat(log(third, 2, new Page(2, 0)))
                .extracting(LoggedCommit::generation)
                .containsExactly(1L, 0L);
        assertThat(log(third, NEWEST, new Page(2, 1)))
                .extracting(LoggedCommit::generation)
                .containsExactly(2L, 1L);
        assertThat(log(third, NEWEST, new Page(2, 4))).isEmpty();
        assertThat(log(third, 0, new Page(2, 0))).isEmpty();
    }

    @Test
    void anErasedMessageIsAbsentAndTheCommitIsNot() {
        var fourth = catalog.createNamespace("c");
        assertThat(log(fourth, NEWEST, new Page(1, 0)).getFirst().message()).contains("create c");

        catalog.database().execute("delete from texts where convert_from(text, 'UTF8') = 'create c'");

        assertThat(log(fourth, NEWEST, new Page(1, 0))).singleElement().satisfies(commit -> {
            assertThat(commit.id()).isEqualTo(fourth);
            assertThat(commit.message()).isEmpty();
        });
    }

    @Test
    void anotherTenantSeesNothing() {
        var stranger = new TenantId(new UUID(7, 7));

        assertThat(find.log(stranger, catalog.row().catalog(), third, NEWEST, Page.first()))
                .isEmpty();
    }

    @Test
    void anUnknownCommitHasNoLog() {
        assertThat(log(new CommitId(Hash.ZERO), NEWEST, Page.first())).isEmpty();
    }

    private List<LoggedCommit> log(CommitId from, long before, Page page) {
        return find.log(TENANT, catalog.row().catalog(), from, before, page);
    }
}
