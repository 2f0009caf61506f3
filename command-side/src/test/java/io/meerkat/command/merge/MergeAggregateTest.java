package io.meerkat.command.merge;

import io.meerkat.command.Requests;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.MergeId;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.MergeEvent;
import io.meerkat.model.event.MergeEvent.MergeAborted;
import io.meerkat.model.event.MergeEvent.MergeAnswered;
import io.meerkat.model.event.MergeEvent.MergeCompleted;
import io.meerkat.model.event.MergeEvent.MergeOpened;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class MergeAggregateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final CatalogId CATALOG = new CatalogId(UUID.randomUUID());
    private static final MergeId MERGE = new MergeId(UUID.randomUUID());
    private static final MergeOpened OPENED =
            new MergeOpened(TenantId.DEFAULT, CATALOG, MERGE, new BranchId(UUID.randomUUID()), RefName.MAIN, "{}");
    private static final MergeAnswered ANSWERED = new MergeAnswered(
            TenantId.DEFAULT, CATALOG, MERGE, new TreeMap<>(Map.of("aa", Optional.of("{\"take\":\"ours\"}"))));
    private static final MergeCompleted COMPLETED =
            new MergeCompleted(TenantId.DEFAULT, CATALOG, MERGE, CommitId.parse("aa".repeat(32)));
    private static final MergeAborted ABORTED = new MergeAborted(TenantId.DEFAULT, CATALOG, MERGE);

    private final AggregateTestFixture<MergeAggregate> merge = new AggregateTestFixture<>(MergeAggregate.class);

    private static TellMerge tell(MergeEvent event) {
        return new TellMerge(event, Requests.ACTOR, NOW);
    }

    @Test
    void isOpened() {
        merge.givenNoPriorActivity()
                .when(new OpenMerge(OPENED, Requests.ACTOR, NOW))
                .expectEvents(OPENED);
    }

    @Test
    void isAnsweredAsOftenAsOneLikesAndThenEnds() {
        merge.given(OPENED).when(tell(ANSWERED)).expectEvents(ANSWERED);
        merge.given(OPENED, ANSWERED).when(tell(ANSWERED)).expectEvents(ANSWERED);
        merge.given(OPENED, ANSWERED).when(tell(COMPLETED)).expectEvents(COMPLETED);
        merge.given(OPENED).when(tell(ABORTED)).expectEvents(ABORTED);
    }

    @Test
    void takesNothingOnceItHasEnded() {
        for (MergeEvent end : new MergeEvent[] {COMPLETED, ABORTED}) {
            for (MergeEvent later : new MergeEvent[] {ANSWERED, COMPLETED, ABORTED}) {
                merge.given(OPENED, end).when(tell(later)).expectException(IllegalStateException.class);
            }
        }
    }
}
