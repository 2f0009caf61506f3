package io.meerkat.command.catalog;

import io.meerkat.model.Protection;
import io.meerkat.model.event.CatalogEvent;
import io.meerkat.model.event.CatalogEvent.CatalogCreated;
import io.meerkat.model.event.CatalogEvent.CatalogDropped;
import io.meerkat.model.event.CatalogEvent.ProtectionsSet;
import java.util.List;

/** Whether a catalog exists, and how its refs are protected. */
sealed interface CatalogState {
    record Absent() implements CatalogState {}

    record Existing(CatalogCreated created, List<Protection> protections) implements CatalogState {
        public Existing {
            protections = List.copyOf(protections);
        }
    }

    record Dropped() implements CatalogState {}

    default CatalogState after(CatalogEvent event) {
        return switch (event) {
            case CatalogCreated created -> new Existing(created, List.of());
            case ProtectionsSet set ->
                this instanceof Existing existing ? new Existing(existing.created(), set.protections()) : this;
            case CatalogDropped dropped -> new Dropped();
        };
    }
}
