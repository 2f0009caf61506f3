package io.meerkat.query.history;

import io.meerkat.model.CanonicalReader;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.Edge;
import io.meerkat.model.Hash;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import io.meerkat.query.Page;
import io.meerkat.storage.Database;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The log: a commit and what came before it along first parents, newest first. */
public final class FindCommits {
    /** For a log that begins at the commit itself. */
    public static final long NEWEST = Long.MAX_VALUE;

    private final Database database;

    public FindCommits(Database database) {
        this.database = database;
    }

    /**
     * The log of {@code from}, of generations below {@code before}. The way from {@code from} down to there is walked
     * each time, a commit an index probe: whoever reads on does better to ask from the first parent of the last row.
     */
    public List<LoggedCommit> log(TenantId tenant, CatalogId catalog, CommitId from, long before, Page page) {
        return database.template(
                        """
                        with recursive line as (
                            select id, parents, generation, (generation < {3})::int::bigint as found
                            from meerkat.commits where tenant = {0} and catalog = {1} and id = {2}
                            union all
                            select c.id, c.parents, c.generation, l.found + (c.generation < {3})::int
                            from line l
                            join meerkat.commits c on c.tenant = {0} and c.catalog = {1} and c.id = l.parents[1]
                            where l.found < {4} + {5})
                        select c.*, t.text as message_text
                        from line l
                        join meerkat.commits c on c.tenant = {0} and c.catalog = {1} and c.id = l.id
                        left join meerkat.texts t on t.tenant = c.tenant and t.commitment = c.message
                        where l.found > {5}
                        order by l.generation desc
                        """,
                        DSL.val(tenant.value()),
                        DSL.val(catalog.value()),
                        DSL.val(from.hash().bytes()),
                        DSL.val(before),
                        DSL.val(page.limit()),
                        DSL.val(page.offset()))
                .fetch(FindCommits::commit);
    }

    static LoggedCommit commit(Record row) {
        var edges = new CanonicalReader(row.get("edges", byte[].class));
        return new LoggedCommit(
                id(row.get("id", byte[].class)),
                Arrays.stream(row.get("parents", byte[][].class))
                        .map(FindCommits::id)
                        .toList(),
                edges.list(() -> Edge.read(edges)),
                new PrincipalId(row.get("author", UUID.class)),
                row.get("time", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.get("message_text", byte[].class))
                        .map(text -> new String(text, StandardCharsets.UTF_8)),
                Hash.of(row.get("root", byte[].class)),
                row.get("generation", Long.class));
    }

    private static CommitId id(byte[] hash) {
        return new CommitId(Hash.of(hash));
    }
}
