package io.meerkat.query.history;

import io.meerkat.model.BranchId;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Hash;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.query.history.ReflogEntry.Action;
import io.meerkat.storage.Database;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The reflog of a branch: where it pointed and since when, newest first. */
public final class FindReflog {
    private final Database database;

    public FindReflog(Database database) {
        this.database = database;
    }

    /** At most {@code limit} entries that come after one with this position; {@link Long#MAX_VALUE} for the newest. */
    public List<ReflogEntry> of(TenantId tenant, BranchId branch, long position, int limit) {
        return database.template(
                        """
                        select h.*, case e.name when 'branch-renamed' then 'rename'
                                    else convert_from(e.payload, 'UTF8')::jsonb ->> 'reason' end as reason,
                               (convert_from(e.metadata, 'UTF8')::jsonb ->> 'principal')::uuid as principal
                        from (select * from meerkat.heads where stream = {0} and after_seq < {1} and commit_id is not null
                              order by after_seq desc limit {2}) h
                        join meerkat.events e on e.stream = h.stream and e.seq = h.after_seq + 1
                        order by h.after_seq desc
                        """, DSL.val(StreamId.of(tenant, branch).toString()), DSL.val(position), DSL.val(limit))
                .fetch(FindReflog::entry);
    }

    private static ReflogEntry entry(Record row) {
        return new ReflogEntry(
                row.get("after_seq", Long.class),
                row.get("recorded_at", OffsetDateTime.class).toInstant(),
                new CommitPoint(
                        new CommitId(Hash.of(row.get("commit_id", byte[].class))),
                        Hash.of(row.get("root", byte[].class)),
                        row.get("generation", Long.class),
                        row.get("commit_time", OffsetDateTime.class).toInstant()),
                action(row),
                new PrincipalId(row.get("principal", UUID.class)));
    }

    private static Action action(Record row) {
        if (row.get("after_seq", Long.class) < 0) {
            return Action.CREATE;
        }
        return Optional.ofNullable(row.get("reason", String.class))
                .map(reason -> Action.valueOf(reason.toUpperCase(Locale.ROOT)))
                .orElse(Action.COMMIT);
    }
}
