package io.meerkat.model.event;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.ContentId;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;

/** What happened to the files of one object that was dropped to be purged. */
public sealed interface PurgeEvent extends Event {
    TenantId tenant();

    ContentId contentId();

    CommitId commit();

    TreeKey key();

    CatalogId catalog();

    /** {@code commit} dropped the object, which had the name {@code key} on {@code branch}, and asked for its purge. */
    record PurgeRequested(
            TenantId tenant, CatalogId catalog, BranchId branch, CommitId commit, TreeKey key, ContentId contentId)
            implements PurgeEvent {}

    /**
     * The files are gone: {@code files} were deleted, {@code bytes} together, and {@code kept} were left because something
     * else needs them.
     */
    record PurgeCompleted(
            TenantId tenant,
            CatalogId catalog,
            CommitId commit,
            TreeKey key,
            ContentId contentId,
            long files,
            long bytes,
            long kept)
            implements PurgeEvent {}
}
