package io.meerkat.command.catalog;

import io.meerkat.model.Actor;
import io.meerkat.model.CatalogId;
import io.meerkat.model.Protection;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Gives a catalog these protections and no others, by their patterns. */
record SetProtections(TenantId tenant, CatalogId catalog, List<Protection> protections, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(tenant, catalog).toString();
    }
}
