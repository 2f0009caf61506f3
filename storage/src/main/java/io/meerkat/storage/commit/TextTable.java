package io.meerkat.storage.commit;

import io.meerkat.model.SaltedText;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Columns;
import io.meerkat.storage.Database;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** The personal texts behind commitments; each row can be erased. */
public final class TextTable {
    private final Database database;

    public TextTable(Database database) {
        this.database = database;
    }

    public void add(TenantId tenant, Collection<SaltedText> texts) {
        database.executeLater(
                """
                        insert into texts select ?, t.* from unnest(?, ?, ?) as t(commitment, salt, text)
                        order by commitment on conflict do nothing
                        """,
                tenant.value(),
                Columns.bytes(texts, t -> t.commitment().hash().bytes()),
                Columns.bytes(texts, SaltedText::salt),
                Columns.bytes(texts, t -> t.text().getBytes(StandardCharsets.UTF_8)));
    }
}
