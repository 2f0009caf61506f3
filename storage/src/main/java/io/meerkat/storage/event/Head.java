package io.meerkat.storage.event;

import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import java.time.Instant;
import java.util.Optional;

/** The end of a stream after its newest batch. For a branch it says where the branch points, too. */
public record Head(long lastSeq, Hash lastHash, Optional<BranchHead> branch) {

    public record BranchHead(CatalogId catalog, CommitId commit, Hash root, long generation, Instant time) {}
}
