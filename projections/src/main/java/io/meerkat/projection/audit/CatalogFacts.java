package io.meerkat.projection.audit;

import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.event.CatalogEvent.CatalogCreated;
import io.meerkat.model.event.CatalogEvent.CatalogDropped;
import io.meerkat.projection.audit.Fact.Place;
import io.meerkat.projection.audit.Fact.Resource;
import io.meerkat.projection.audit.Fact.Result.Success;
import io.meerkat.projection.follow.RecordedEvent;
import java.util.Optional;

/** What was done to catalogs as a whole. */
final class CatalogFacts {
    private CatalogFacts() {}

    static Fact created(RecordedEvent recorded, CatalogCreated event) {
        return new Fact(
                event.tenant(),
                recorded.time(),
                recorded.by(),
                "create_catalog",
                resource(event.catalog(), event.name()),
                Place.in(event.catalog()),
                new Success(),
                new Details().with("root", event.root()).json());
    }

    static Fact dropped(RecordedEvent recorded, CatalogDropped event) {
        return new Fact(
                event.tenant(),
                recorded.time(),
                recorded.by(),
                "delete_catalog",
                resource(event.catalog(), event.name()),
                Place.in(event.catalog()),
                new Success(),
                new Details().json());
    }

    private static Resource resource(CatalogId catalog, CatalogName name) {
        return new Resource("catalog", Optional.of(catalog.value()), name.value());
    }
}
