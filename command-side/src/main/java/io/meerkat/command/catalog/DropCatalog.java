package io.meerkat.command.catalog;

import io.meerkat.model.Actor;
import io.meerkat.model.CatalogId;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Drops a catalog that is empty but for its namespace {@code default}. */
record DropCatalog(TenantId tenant, CatalogId catalog, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, catalog).toString();
    }
}
