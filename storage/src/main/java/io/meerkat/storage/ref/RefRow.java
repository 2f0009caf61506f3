package io.meerkat.storage.ref;

import io.meerkat.model.BranchId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.LineId;
import io.meerkat.model.RefName;
import io.meerkat.model.TagId;
import java.time.Instant;
import java.util.UUID;

/** A branch or tag, and the commit that it points to. */
public record RefRow(RefName name, Type type, UUID id, LineId line, CommitPoint at, Instant createdAt) {
    public enum Type {
        BRANCH,
        TAG
    }

    public BranchId branch() {
        return new BranchId(id);
    }

    public TagId tag() {
        return new TagId(id);
    }
}
