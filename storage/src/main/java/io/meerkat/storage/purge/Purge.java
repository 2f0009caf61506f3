package io.meerkat.storage.purge;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import java.time.Instant;
import java.util.UUID;

/**
 * An object that {@code commit} dropped, at {@code requestedAt}, to have its files deleted. {@code owner} is one taking of
 * it: whoever takes it again is another.
 */
public record Purge(
        TenantId tenant,
        ContentId contentId,
        CatalogId catalog,
        BranchId branch,
        CommitId commit,
        TreeKey key,
        Instant requestedAt,
        UUID owner) {
    @Override
    public String toString() {
        return "%s (object %s)".formatted(key.identifier(), contentId);
    }
}
