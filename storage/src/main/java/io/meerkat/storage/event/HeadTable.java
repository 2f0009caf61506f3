package io.meerkat.storage.event;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import io.meerkat.storage.event.Head.BranchHead;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;

/** The heads of all streams: one row a batch, never updated; the newest is the head. */
public final class HeadTable {
    /** The key that two writers who build on one state collide on. */
    public static final String GUARD = "heads_pkey";

    private final Database database;

    public HeadTable(Database database) {
        this.database = database;
    }

    public Optional<Head> newest(StreamId stream) {
        return database.query("select * from heads where stream = ? order by after_seq desc limit 1", stream.toString())
                .fetchOptional(HeadTable::head);
    }

    /** Where a branch points that was begun. */
    public BranchHead branch(TenantId tenant, BranchId branch) {
        return newest(StreamId.of(tenant, branch)).flatMap(Head::branch).orElseThrow();
    }

    /**
     * Records the head after a batch that follows sequence number {@code afterSeq}; -1 begins a stream. Fails on {@link
     * #GUARD} if somebody else already built on it.
     */
    public void append(StreamId stream, long afterSeq, Instant recordedAt, Head head) {
        var branch = head.branch();
        database.executeLater(
                "insert into heads values (?, ?, ?, ?, ?::timestamptz, ?, ?::uuid, ?::bytea, ?::bytea, ?::bigint, ?::timestamptz, ?::uuid)",
                stream.toString(),
                afterSeq,
                head.lastSeq(),
                head.lastHash().bytes(),
                Columns.utc(recordedAt),
                stream.tenant().value(),
                branch.map(b -> b.catalog().value()).orElse(null),
                branch.map(b -> b.at().commit().hash().bytes()).orElse(null),
                branch.map(b -> b.at().root().bytes()).orElse(null),
                branch.map(b -> b.at().generation()).orElse(null),
                branch.map(b -> Columns.utc(b.at().time())).orElse(null),
                branch.map(b -> b.line().value()).orElse(null));
    }

    private static Head head(Record row) {
        return new Head(
                row.get("last_seq", Long.class),
                Hash.of(row.get("last_hash", byte[].class)),
                Optional.ofNullable(row.get("commit_id", byte[].class))
                        .map(commit -> new BranchHead(
                                new CatalogId(row.get("catalog", UUID.class)),
                                new LineId(row.get("line", UUID.class)),
                                new CommitPoint(
                                        new CommitId(Hash.of(commit)),
                                        Hash.of(row.get("root", byte[].class)),
                                        row.get("generation", Long.class),
                                        row.get("commit_time", OffsetDateTime.class)
                                                .toInstant()))));
    }
}
