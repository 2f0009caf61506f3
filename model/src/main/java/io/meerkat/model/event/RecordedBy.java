package io.meerkat.model.event;

import io.meerkat.model.Commitment;
import io.meerkat.model.PrincipalId;
import java.util.Optional;

/** Who acted, as it stands in the stored metadata of an event: opaque ids, and the origin as a commitment only. */
public record RecordedBy(PrincipalId principal, Optional<PrincipalId> onBehalfOf, String requestId, Commitment origin) {
    /** Under this name it travels in the metadata of an event that was read from the store. */
    public static final String KEY = "actor";
}
