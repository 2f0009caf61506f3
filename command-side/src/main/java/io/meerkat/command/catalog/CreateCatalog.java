package io.meerkat.command.catalog;

import io.meerkat.model.Actor;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.CatalogEvent.CatalogCreated;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Creates a catalog. That its name is free is guarded by the table of names, for names are given again. */
record CreateCatalog(CatalogCreated event, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.of(event.tenant(), event.catalog()).toString();
    }
}
