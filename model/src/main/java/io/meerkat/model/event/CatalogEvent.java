package io.meerkat.model.event;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.Protection;
import io.meerkat.model.TenantId;
import java.util.List;
import java.util.SortedMap;

/** What happened to one catalog as a whole. */
public sealed interface CatalogEvent extends Event {
    CatalogId catalog();

    /** {@code root} is the location below which the catalog's tables are made by default. */
    record CatalogCreated(
            TenantId tenant,
            CatalogId catalog,
            CatalogName name,
            BranchId main,
            String root,
            SortedMap<String, String> properties)
            implements CatalogEvent {}

    record CatalogDropped(TenantId tenant, CatalogId catalog, CatalogName name) implements CatalogEvent {}

    /** All protections that the catalog has from now on, by their patterns. */
    record ProtectionsSet(TenantId tenant, CatalogId catalog, CatalogName name, List<Protection> protections)
            implements CatalogEvent {
        public ProtectionsSet {
            protections = List.copyOf(protections);
        }
    }
}
