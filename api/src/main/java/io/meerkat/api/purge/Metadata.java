package io.meerkat.api.purge;

import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Hash;
import io.meerkat.model.TenantId;
import io.meerkat.storage.commit.ContentTable;
import java.util.Collection;
import java.util.Set;

/** Reads versions of tables from the database. */
final class Metadata {
    private final ContentTable contents;
    private final TenantId tenant;
    private final Runnable beat;

    Metadata(ContentTable contents, TenantId tenant, Runnable beat) {
        this.contents = contents;
        this.tenant = tenant;
        this.beat = beat;
    }

    /** What versions of one table name, of which {@code present} are at a head. */
    NamedFiles of(Collection<Hash> versions, Set<Hash> present) {
        var named = new NamedFiles(hashes -> contents.fragments(tenant, hashes), beat);
        for (Hash version : versions) {
            var content = contents.find(tenant, version)
                    .orElseThrow(() -> new IllegalStateException("the content %s is missing".formatted(version)));
            if (content instanceof TableContent table) {
                if (present.contains(version)) {
                    named.addPresent(table);
                } else {
                    named.add(table);
                }
            }
        }
        return named;
    }
}
