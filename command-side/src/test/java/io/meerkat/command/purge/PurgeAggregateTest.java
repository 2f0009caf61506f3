package io.meerkat.command.purge;

import io.meerkat.command.Requests;
import io.meerkat.command.purge.Purges.Tally;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.PurgeEvent.PurgeCompleted;
import io.meerkat.model.event.PurgeEvent.PurgeRequested;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class PurgeAggregateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final PurgeRequested REQUESTED = requested("aa");
    private static final PurgeCompleted COMPLETED = new PurgeCompleted(
            REQUESTED.tenant(),
            REQUESTED.catalog(),
            REQUESTED.commit(),
            REQUESTED.key(),
            REQUESTED.contentId(),
            3,
            4_000,
            1);

    private final AggregateTestFixture<PurgeAggregate> purge = new AggregateTestFixture<>(PurgeAggregate.class);

    private static PurgeRequested requested(String commit) {
        return new PurgeRequested(
                TenantId.DEFAULT,
                new CatalogId(UUID.randomUUID()),
                new BranchId(UUID.randomUUID()),
                CommitId.parse(commit.repeat(32)),
                NamespacePath.of("sales").object("orders").key(),
                Requests.id());
    }

    @Test
    void isAskedFor() {
        purge.givenNoPriorActivity()
                .when(new RequestPurge(REQUESTED, Requests.ACTOR, NOW))
                .expectEvents(REQUESTED);
    }

    @Test
    void isCompletedOnceWhoeverSaysSo() {
        purge.given(REQUESTED).when(complete()).expectEvents(COMPLETED);
        purge.given(REQUESTED, COMPLETED).when(complete()).expectNoEvents();
    }

    @Test
    void isAskedForAgainForAnObjectThatCameBack() {
        purge.given(REQUESTED, COMPLETED)
                .when(new RequestPurge(REQUESTED, Requests.ACTOR, NOW))
                .expectEvents(REQUESTED);
    }

    private static CompletePurge complete() {
        return new CompletePurge(
                REQUESTED.tenant(), REQUESTED.contentId(), new Tally(3, 4_000, 1), Requests.ACTOR, NOW);
    }
}
