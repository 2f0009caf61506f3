package io.meerkat.storage.commit;

import io.meerkat.merge.graph.CommitNode;
import io.meerkat.model.Canonical;
import io.meerkat.model.CanonicalReader;
import io.meerkat.model.CatalogId;
import io.meerkat.model.Commit;
import io.meerkat.model.CommitId;
import io.meerkat.model.Commitment;
import io.meerkat.model.Edge;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;

/** The commit graph. */
public final class CommitTable {
    private final Database database;

    public CommitTable(Database database) {
        this.database = database;
    }

    /**
     * Adds commits of one line, each the first parent of the next; one that is there already, recorded on another line, stays
     * as it is.
     */
    public void add(List<RecordedCommit> commits) {
        var first = commits.getFirst().commit();
        var parent = first.parents().stream().findFirst().map(CommitId::hash).orElse(Hash.ZERO);
        // The one before is looked for by its id alone (offset 0), and a select stands around one parameter, since its
        // length would
        // make a plan of its own for each call seem worth the time.
        database.executeLater(
                """
                        insert into commits
                        select ?, ?, id, array(select substring(parents from 32 * i + 1 for 32)
                                               from generate_series(0, length(parents) / 32 - 1) i),
                               edges, root, generation, author, time, message, changes, line, seq,
                               coalesce(stretch, (select p.stretch
                                                  from (select stretch, line from commits
                                                        where tenant = ? and catalog = ? and id = ? offset 0) p
                                                  where p.line = ?), ?),
                               array(select substring(merged from 32 * i + 1 for 32)
                                     from generate_series(0, length(merged) / 32 - 1) i)
                        from unnest((select ?), ?, ?, ?, ?, ?,
                                    ?, ?, ?, ?, ?, ?, ?)
                             as c(id, parents, edges, root, generation, author, time, message, changes, line, seq,
                                  stretch, merged)
                        on conflict do nothing
                        """,
                first.tenant().value(),
                first.catalog().value(),
                first.tenant().value(),
                first.catalog().value(),
                parent.bytes(),
                commits.getFirst().line().value(),
                commits.getFirst().id().hash().bytes(),
                Columns.bytes(commits, c -> c.id().hash().bytes()),
                Columns.bytes(commits, c -> ids(c.commit().parents())),
                Columns.bytes(commits, c -> edges(c.commit())),
                Columns.bytes(commits, c -> c.commit().root().bytes()),
                Columns.longs(commits, c -> c.commit().generation()),
                Columns.uuids(commits, c -> c.commit().author().value()),
                Columns.times(commits, c -> c.commit().time()),
                Columns.bytes(commits, c -> c.commit().message().hash().bytes()),
                Columns.bytes(commits, c -> c.commit().changes().bytes()),
                Columns.uuids(commits, c -> c.line().value()),
                Columns.longs(commits, RecordedCommit::seq),
                Columns.bytes(
                        stretches(commits),
                        stretch -> stretch.map(CommitId::hash).map(Hash::bytes).orElse(null)),
                Columns.bytes(commits, c -> ids(c.commit().linked(Edge.Type.MERGED))));
    }

    /** Each one's lowest commit; nothing for those that go on the stretch of the first one's parent, if that has the line. */
    private static List<Optional<CommitId>> stretches(List<RecordedCommit> commits) {
        var stretches = new ArrayList<Optional<CommitId>>();
        var stretch = Optional.<CommitId>empty();
        for (RecordedCommit recorded : commits) {
            var commit = recorded.commit();
            if (!CommitNode.plain(commit.parents(), commit.edges())) {
                stretch = Optional.of(recorded.id());
            }
            stretches.add(stretch);
        }
        return stretches;
    }

    public Optional<RecordedCommit> find(TenantId tenant, CatalogId catalog, CommitId id) {
        return database.query(
                        "select * from commits where tenant = ? and catalog = ? and id = ?",
                        tenant.value(),
                        catalog.value(),
                        id.hash().bytes())
                .fetchOptional(CommitTable::commit);
    }

    /** The lowest commit of the stretch that a commit lies on. */
    public Optional<CommitId> stretch(TenantId tenant, CatalogId catalog, CommitId id) {
        return database.query(
                        "select stretch from commits where tenant = ? and catalog = ? and id = ?",
                        tenant.value(),
                        catalog.value(),
                        id.hash().bytes())
                .fetchOptional(row -> new CommitId(Hash.of(row.get("stretch", byte[].class))));
    }

    /** What a commit says; nothing if that was erased. */
    public Optional<String> message(TenantId tenant, CatalogId catalog, CommitId id) {
        return database.query("""
                        select t.text from commits c
                        join texts t on t.tenant = c.tenant and t.commitment = c.message
                        where c.tenant = ? and c.catalog = ? and c.id = ?
                        """, tenant.value(), catalog.value(), id.hash().bytes())
                .fetchOptional(row -> new String(row.get("text", byte[].class), StandardCharsets.UTF_8));
    }

    /** The commits whose id begins with these bytes, at most {@code limit}: two are enough to know one is not unique. */
    public List<RecordedCommit> between(TenantId tenant, CatalogId catalog, Hash lowest, Hash highest, int limit) {
        return database.query(
                        "select * from commits where tenant = ? and catalog = ? and id between ? and ? order by id limit ?",
                        tenant.value(),
                        catalog.value(),
                        lowest.bytes(),
                        highest.bytes(),
                        limit)
                .fetch(CommitTable::commit);
    }

    /** For each of these beginnings of an id a commit that has it, if there is one. */
    public List<CommitId> beginning(TenantId tenant, CatalogId catalog, List<byte[]> beginnings) {
        return database.query("""
                        select c.id
                        from unnest(?) as b(bytes)
                        cross join lateral (
                            select id from commits
                            where tenant = ? and catalog = ?
                              and id between b.bytes and b.bytes || decode(repeat('ff', 32 - length(b.bytes)), 'hex')
                            order by id limit 1) c
                        """, Columns.bytes(beginnings, bytes -> bytes), tenant.value(), catalog.value())
                .fetch(row -> new CommitId(Hash.of(row.get("id", byte[].class))));
    }

    /** Commits of a line itself, newest first, of generation {@code newest} or less. */
    public List<RecordedCommit> ofLine(LineId line, long newest, int limit) {
        return database.query(
                        "select * from commits where line = ? and generation <= ? order by generation desc limit ?",
                        line.value(),
                        newest,
                        limit)
                .fetch(CommitTable::commit);
    }

    private static byte[] ids(List<CommitId> commits) {
        var out = new Canonical();
        commits.forEach(commit -> out.hash(commit.hash()));
        return out.toBytes();
    }

    private static byte[] edges(Commit commit) {
        var out = new Canonical();
        return out.list(commit.edges(), edge -> edge.write(out)).toBytes();
    }

    static RecordedCommit commit(Record row) {
        var edges = new CanonicalReader(row.get("edges", byte[].class));
        var commit = new Commit(
                new TenantId(row.get("tenant", UUID.class)),
                new CatalogId(row.get("catalog", UUID.class)),
                Arrays.stream(row.get("parents", byte[][].class))
                        .map(parent -> new CommitId(Hash.of(parent)))
                        .toList(),
                edges.list(() -> Edge.read(edges)),
                Hash.of(row.get("root", byte[].class)),
                row.get("generation", Long.class),
                new PrincipalId(row.get("author", UUID.class)),
                row.get("time", OffsetDateTime.class).toInstant(),
                new Commitment(Hash.of(row.get("message", byte[].class))),
                Hash.of(row.get("changes", byte[].class)));
        return new RecordedCommit(
                new CommitId(Hash.of(row.get("id", byte[].class))),
                commit,
                new LineId(row.get("line", UUID.class)),
                row.get("seq", Long.class));
    }
}
