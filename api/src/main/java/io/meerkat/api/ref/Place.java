package io.meerkat.api.ref;

import io.meerkat.model.CatalogName;
import io.meerkat.model.CommitId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.load.RefPoint;

/** Where a request reads or writes: a catalog at a ref. {@code ref} is how the client wrote it, empty for none. */
public record Place(TenantId tenant, CatalogName catalog, String ref, RefPoint point) {
    /** Only the head of a branch takes commits. Whether a name is a branch's or a tag's the database tells later. */
    public boolean writable() {
        return point instanceof RefPoint.HeadOf;
    }

    /** The same catalog as one commit left it. */
    public Place at(CommitId commit) {
        return new Place(tenant, catalog, commit.toString(), new RefPoint.AtCommit(commit));
    }

    /** However it is written. */
    public boolean isSameAs(Place other) {
        return tenant.equals(other.tenant) && catalog.equals(other.catalog) && point.equals(other.point);
    }

    @Override
    public String toString() {
        return ref.isEmpty() ? catalog.value() : catalog + "@" + ref;
    }
}
