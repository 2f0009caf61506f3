package io.meerkat.storage.event;

import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import java.util.Optional;

/** The end of a stream after its newest batch. For a branch it says where the branch points, too. */
public record Head(long lastSeq, Hash lastHash, Optional<BranchHead> branch) {

    /** {@code line} is the one that the branch grows; the commit may be of another, on which it begins. */
    public record BranchHead(CatalogId catalog, LineId line, CommitPoint at) {}
}
