package io.meerkat.storage.catalog;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CatalogName;
import io.meerkat.model.TenantId;
import java.time.Instant;

/** A catalog as requests find it. {@code properties} is a JSON object of strings. */
public record CatalogRow(
        TenantId tenant,
        CatalogId catalog,
        CatalogName name,
        BranchId main,
        String root,
        String properties,
        Instant createdAt) {}
