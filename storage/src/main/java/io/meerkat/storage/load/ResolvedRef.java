package io.meerkat.storage.load;

import io.meerkat.model.BranchId;
import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import io.meerkat.storage.catalog.CatalogRow;
import java.time.Instant;

/**
 * The commit that a request reads or builds on, with its catalog. {@code branch} is the one whose entries, up to
 * {@code generation}, make up the commit's tree.
 */
public record ResolvedRef(
        CatalogRow catalog,
        BranchId branch,
        CommitId commit,
        Hash root,
        long generation,
        Instant time,
        boolean writable) {}
