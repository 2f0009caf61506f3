package io.meerkat.api.purge;

import io.meerkat.storage.Database;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.commit.ContentTable;
import io.meerkat.storage.purge.ObjectHistory;
import io.meerkat.storage.purge.VisibleTables;

/** Where a run reads what was committed, and who owns which place. */
record Stores(ContentTable contents, ClaimTable claims, ObjectHistory history, VisibleTables visible) {
    static Stores of(Database database, VisibleTables visible) {
        return new Stores(new ContentTable(database), new ClaimTable(database), new ObjectHistory(database), visible);
    }
}
