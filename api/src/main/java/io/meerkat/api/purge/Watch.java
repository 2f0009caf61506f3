package io.meerkat.api.purge;

import io.meerkat.api.store.StorePath;
import io.meerkat.model.TenantId;
import io.meerkat.storage.purge.VisibleTables;
import io.meerkat.storage.purge.VisibleTables.Found;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Finds out what the tables need that can be read, and then keeps up with what is committed. */
final class Watch {
    private final VisibleTables visible;
    private final TenantId tenant;
    private final Metadata metadata;
    private final Needed needed;
    private final Set<String> readAgain = new HashSet<>();
    private Optional<Found> seen = Optional.empty();

    Watch(VisibleTables visible, TenantId tenant, Metadata metadata, Needed needed) {
        this.visible = visible;
        this.tenant = tenant;
        this.metadata = metadata;
        this.needed = needed;
    }

    void look(Duration last, Runnable beat) {
        var found = visible.during(tenant, last, beat);
        // Of each table on its own: together the names of all manifests would fill the memory.
        found.contents()
                .values()
                .forEach(versions -> needed.add(metadata.of(versions, found.present()), new HashSet<>()));
        seen = Optional.of(found);
    }

    /** After a look. */
    void lookAgain() {
        var found = visible.after(tenant, seen.orElseThrow());
        found.contents().values().forEach(versions -> needed.add(metadata.of(versions, found.present()), readAgain));
        seen = Optional.of(found);
    }

    boolean needs(StorePath file) {
        return needed.has(file);
    }
}
