package io.meerkat.command.purge;

import io.meerkat.model.Actor;
import io.meerkat.model.ContentId;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that the files of an object are gone. */
record CompletePurge(TenantId tenant, ContentId object, Purges.Tally tally, Actor actor, Instant clock) {
    @TargetAggregateIdentifier
    public String stream() {
        return StreamId.ofPurge(tenant, object).toString();
    }
}
