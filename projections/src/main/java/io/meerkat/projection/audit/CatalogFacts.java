package io.meerkat.projection.audit;

import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.Protection;
import io.meerkat.model.event.CatalogEvent.CatalogCreated;
import io.meerkat.model.event.CatalogEvent.CatalogDropped;
import io.meerkat.model.event.CatalogEvent.ProtectionsSet;
import io.meerkat.projection.audit.Fact.Place;
import io.meerkat.projection.audit.Fact.Resource;
import io.meerkat.projection.audit.Fact.Result.Success;
import io.meerkat.projection.follow.RecordedEvent;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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

    static Fact protectionsSet(RecordedEvent recorded, ProtectionsSet event) {
        return new Fact(
                event.tenant(),
                recorded.time(),
                recorded.by(),
                "set_protections",
                resource(event.catalog(), event.name()),
                Place.in(event.catalog()),
                new Success(),
                new Details()
                        .with(
                                "protections",
                                event.protections().stream()
                                        .map(CatalogFacts::words)
                                        .toList())
                        .json());
    }

    /** Such as {@code release/* (commit, delete)}. */
    private static String words(Protection protection) {
        return "%s (%s)"
                .formatted(
                        protection.pattern(),
                        protection.forbids().stream()
                                .map(act -> act.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
    }

    private static Resource resource(CatalogId catalog, CatalogName name) {
        return new Resource("catalog", Optional.of(catalog.value()), name.value());
    }
}
