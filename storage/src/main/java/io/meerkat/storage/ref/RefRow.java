package io.meerkat.storage.ref;

import io.meerkat.model.BranchId;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.LineId;
import io.meerkat.model.RefName;
import io.meerkat.model.TagId;
import java.time.Instant;
import java.util.UUID;

/**
 * A branch or tag, and the commit that it points to.
 *
 * @param purpose of a tag, {@link BranchPurpose#ANY}
 */
public record RefRow(
        RefName name, Type type, UUID id, LineId line, CommitPoint at, Instant createdAt, BranchPurpose purpose) {
    public enum Type {
        BRANCH,
        TAG
    }

    /** The branch, pointed elsewhere. */
    public RefRow movedTo(LineId movedLine, CommitPoint point) {
        return new RefRow(name, type, id, movedLine, point, createdAt, purpose);
    }

    /** The branch under another name. */
    public RefRow renamedTo(RefName other) {
        return new RefRow(other, type, id, line, at, createdAt, purpose);
    }

    public BranchId branch() {
        return new BranchId(id);
    }

    public TagId tag() {
        return new TagId(id);
    }
}
