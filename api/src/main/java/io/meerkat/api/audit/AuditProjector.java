package io.meerkat.api.audit;

import io.meerkat.command.event.PolledEvents;
import io.meerkat.command.event.PositionToken;
import io.meerkat.projection.audit.AuditModel;
import io.meerkat.projection.follow.Projector;
import io.meerkat.projection.follow.TokenForm;
import io.meerkat.storage.Database;

/** What keeps the audit log up to date, or builds it anew. */
public final class AuditProjector {
    private AuditProjector() {}

    public static Projector of(Database database) {
        var form = new TokenForm(PositionToken::new, token -> ((PositionToken) token).at());
        return new Projector(database, PolledEvents.in(database), form, new AuditModel(database));
    }
}
