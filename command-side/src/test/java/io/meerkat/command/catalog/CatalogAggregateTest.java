package io.meerkat.command.catalog;

import io.meerkat.command.Requests;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.Identifier;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.CatalogEvent.CatalogCreated;
import io.meerkat.model.event.CatalogEvent.CatalogDropped;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class CatalogAggregateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final CatalogCreated CREATED = new CatalogCreated(
            TenantId.DEFAULT,
            new CatalogId(UUID.randomUUID()),
            new CatalogName("sales"),
            new BranchId(UUID.randomUUID()),
            "file:///w/sales",
            new TreeMap<>());
    private static final CatalogDropped DROPPED =
            new CatalogDropped(CREATED.tenant(), CREATED.catalog(), CREATED.name());

    private final AggregateTestFixture<CatalogAggregate> catalog = new AggregateTestFixture<>(CatalogAggregate.class);

    @Test
    void isCreated() {
        catalog.givenNoPriorActivity()
                .when(new CreateCatalog(CREATED, Requests.ACTOR, NOW))
                .expectEvents(CREATED);
    }

    @Test
    void isDroppedOnce() {
        catalog.given(CREATED)
                .when(drop(Optional.empty()))
                .expectEvents(DROPPED)
                .expectResultMessagePayload(new DropOutcome.Dropped());
        catalog.given(CREATED, DROPPED)
                .when(drop(Optional.empty()))
                .expectNoEvents()
                .expectResultMessagePayload(new DropOutcome.NoSuchCatalog());
    }

    @Test
    void staysWhileItHoldsATable() {
        var table = NamespacePath.of("default").object("t");

        catalog.given(CREATED)
                .when(drop(Optional.of(table)))
                .expectNoEvents()
                .expectResultMessagePayload(new DropOutcome.NotEmpty(table));
    }

    private static DropCatalog drop(Optional<Identifier> held) {
        return new DropCatalog(CREATED.tenant(), CREATED.catalog(), held, Requests.ACTOR, NOW);
    }
}
