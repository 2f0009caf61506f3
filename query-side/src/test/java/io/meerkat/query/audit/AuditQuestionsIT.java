package io.meerkat.query.audit;

import static io.meerkat.projection.TestCatalog.TENANT;
import static io.meerkat.projection.TestCatalog.awaitCaughtUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.model.CommitId;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import io.meerkat.projection.TestCatalog;
import io.meerkat.query.Page;
import io.meerkat.query.audit.AuditEntry.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditQuestionsIT {
    private static final TenantId STRANGER = new TenantId(new UUID(7, 7));
    private static final AuditFilter ALL = AuditFilter.all(TENANT);

    private final TestCatalog catalog = new TestCatalog();
    private final FindAuditEntries find = new FindAuditEntries(catalog.database());
    private final CountAuditEntries count = new CountAuditEntries(catalog.database());
    private final CommitId created = catalog.createNamespace("a");

    @BeforeAll
    void follow() throws InterruptedException {
        catalog.removeNamespace("a");
        try (var projector = catalog.auditProjector()) {
            projector.start();
            awaitCaughtUp(projector);
        }
    }

    @AfterAll
    void stop() {
        catalog.close();
    }

    @Test
    void theNewestEntryComesFirst() {
        assertThat(find.page(ALL, Page.first()))
                .extracting(AuditEntry::action)
                .containsExactly(
                        "delete_namespace", "create_namespace", "create_namespace", "create_branch", "create_catalog");
    }

    @Test
    void anEntryTellsWhoWhatAndWhere() {
        var entry = find.page(ALL, new Page(1, 1)).getFirst();

        assertThat(entry.author().principal()).isEqualTo(PrincipalId.SERVER);
        assertThat(entry.author().origin()).contains("127.0.0.1 curl");
        assertThat(entry.resource().type()).isEqualTo("namespace");
        assertThat(entry.resource().name()).isEqualTo("a");
        assertThat(entry.place())
                .isEqualTo(new AuditEntry.Place(
                        Optional.of("sales"), Optional.of("main"), Optional.of(created), Optional.of("create a")));
        assertThat(entry.result()).isEqualTo(Result.SUCCESS);
        assertThat(entry.details()).contains("after");
        assertThat(find.byId(TENANT, entry.id())).contains(entry);
    }

    @Test
    void everyFilterLeavesOutWhatDoesNotFit() {
        var last = find.page(ALL, new Page(1, 0)).getFirst();
        var none = Optional.<Instant>empty();

        assertThat(actions(filter(Optional.of("create_catalog"), Optional.empty(), none, none)))
                .containsExactly("create_catalog");
        assertThat(actions(filter(Optional.empty(), last.resource().id(), none, none)))
                .containsExactly("delete_namespace", "create_namespace");
        assertThat(actions(filter(Optional.empty(), Optional.empty(), Optional.of(last.time()), none)))
                .containsExactly("delete_namespace");
        assertThat(actions(filter(Optional.empty(), Optional.empty(), none, Optional.of(last.time()))))
                .hasSize(5);
        assertThat(actions(filter(
                        Optional.empty(),
                        Optional.empty(),
                        none,
                        Optional.of(last.time().minus(Duration.ofDays(1))))))
                .isEmpty();
    }

    @Test
    void filtersHoldTogether() {
        var filter = new AuditFilter(
                TENANT,
                Optional.of(PrincipalId.SERVER),
                Optional.empty(),
                Optional.of("namespace"),
                Optional.empty(),
                Optional.of("a"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Result.SUCCESS));
        var refused = new AuditFilter(
                TENANT,
                filter.user(),
                filter.action(),
                filter.resourceType(),
                filter.resourceId(),
                filter.resourceName(),
                filter.start(),
                filter.end(),
                Optional.of(Result.FAILURE));

        assertThat(actions(filter)).containsExactly("delete_namespace", "create_namespace");
        assertThat(actions(refused)).isEmpty();
    }

    @Test
    void theCountIsOfAllPages() {
        assertThat(count.count(ALL)).isEqualTo(5);
        assertThat(find.page(ALL, new Page(2, 0))).hasSize(2);
        assertThat(find.page(ALL, new Page(2, 4))).hasSize(1);
    }

    @Test
    void anotherTenantSeesNothing() {
        var entry = find.page(ALL, Page.first()).getFirst();

        assertThat(find.page(AuditFilter.all(STRANGER), Page.first())).isEmpty();
        assertThat(count.count(AuditFilter.all(STRANGER))).isZero();
        assertThat(find.byId(STRANGER, entry.id())).isEmpty();
    }

    private List<String> actions(AuditFilter filter) {
        var found =
                find.page(filter, Page.first()).stream().map(AuditEntry::action).toList();
        assertThat(count.count(filter)).isEqualTo(found.size());
        return found;
    }

    private static AuditFilter filter(
            Optional<String> action, Optional<UUID> resource, Optional<Instant> start, Optional<Instant> end) {
        return new AuditFilter(
                TENANT,
                Optional.empty(),
                action,
                Optional.empty(),
                resource,
                Optional.empty(),
                start,
                end,
                Optional.empty());
    }
}
