package io.meerkat.command.catalog;

import io.meerkat.model.event.CatalogEvent;
import io.meerkat.model.event.CatalogEvent.CatalogCreated;
import io.meerkat.model.event.CatalogEvent.CatalogDropped;

/** Whether a catalog exists. */
sealed interface CatalogState {
    record Absent() implements CatalogState {}

    record Existing(CatalogCreated created) implements CatalogState {}

    record Dropped() implements CatalogState {}

    default CatalogState after(CatalogEvent event) {
        return switch (event) {
            case CatalogCreated created -> new Existing(created);
            case CatalogDropped dropped -> new Dropped();
        };
    }
}
