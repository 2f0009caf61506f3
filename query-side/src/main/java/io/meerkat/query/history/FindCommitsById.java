package io.meerkat.query.history;

import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;

/** Commits as a log shows them, by their ids. */
public final class FindCommitsById {
    private final Database database;

    public FindCommitsById(Database database) {
        this.database = database;
    }

    /** One that is not there is missing in the answer, too. */
    public Map<CommitId, LoggedCommit> of(TenantId tenant, CatalogId catalog, Collection<CommitId> ids) {
        return database
                .template(
                        """
                        select c.*, t.text as message_text
                        from meerkat.commits c
                        left join meerkat.texts t on t.tenant = c.tenant and t.commitment = c.message
                        where c.tenant = {0} and c.catalog = {1} and c.id = any ({2})
                        """,
                        DSL.val(tenant.value()),
                        DSL.val(catalog.value()),
                        Columns.bytes(ids, id -> id.hash().bytes()))
                .fetch(FindCommits::commit)
                .stream()
                .collect(Collectors.toMap(LoggedCommit::id, Function.identity()));
    }
}
