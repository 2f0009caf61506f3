package io.meerkat.model.event;

import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.RefName;
import io.meerkat.model.TagId;
import io.meerkat.model.TenantId;

/** What happened to one tag. */
public sealed interface TagEvent extends Event {
    record TagCreated(TenantId tenant, CatalogId catalog, TagId tag, RefName name, CommitId commit)
            implements TagEvent {}

    /** {@code name} is the one it had. */
    record TagRenamed(TenantId tenant, CatalogId catalog, TagId tag, RefName name, RefName to) implements TagEvent {}

    record TagDeleted(TenantId tenant, CatalogId catalog, TagId tag, RefName name) implements TagEvent {}
}
