package io.meerkat.command.catalog;

import io.meerkat.command.catalog.DropOutcome.Dropped;
import io.meerkat.command.catalog.DropOutcome.NoSuchCatalog;
import io.meerkat.command.catalog.DropOutcome.NotEmpty;
import io.meerkat.model.Actor;
import io.meerkat.model.CatalogId;
import io.meerkat.model.Identifier;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Drops a catalog that holds nothing but namespaces; {@code held} is something else that its branch holds now. */
record DropCatalog(TenantId tenant, CatalogId catalog, Optional<Identifier> held, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, catalog).toString();
    }

    DropOutcome decide(CatalogState state) {
        return switch (state) {
            case CatalogState.Absent absent -> new NoSuchCatalog();
            case CatalogState.Dropped dropped -> new NoSuchCatalog();
            case CatalogState.Existing existing ->
                held.<DropOutcome>map(NotEmpty::new).orElseGet(Dropped::new);
        };
    }
}
