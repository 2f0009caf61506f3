package io.meerkat.api.load;

import io.meerkat.api.load.LoadLine.TableLine;
import io.meerkat.model.TenantId;
import io.meerkat.storage.claim.ByPath;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.ClaimTable;
import java.util.List;
import java.util.Optional;

/**
 * Which tables of a load lie where others do. The branch's turn decides; this is to tell all lines at once, and those of
 * a dry run.
 */
final class LocationCheck {
    private LocationCheck() {}

    static void run(List<TableLine> lines, TablesRead tables, ClaimTable claims, TenantId tenant, Problems problems) {
        var read = lines.stream().filter(tables::has).toList();
        if (read.isEmpty()) {
            return;
        }
        var stored = new ByPath<Claim>();
        claims.overlapping(
                        tenant,
                        read.stream().map(line -> tables.of(line).claim()).toList())
                .forEach(claim -> stored.add(claim.path(), claim));
        var together = new ByPath<TableLine>();
        for (TableLine line : read) {
            String path = tables.of(line).claim();
            Optional<TableLine> other = together.overlapping(path).findFirst();
            Optional<Claim> owned = stored.overlapping(path)
                    // An owner that is on no branch any more gives way to whoever names the place.
                    .filter(claim -> claim.state() != Claim.State.ENDED)
                    .findFirst();
            if (other.isPresent()) {
                problems.add(
                        line.number(),
                        line.name().toString(),
                        "its location %s overlaps that of %s on line %d"
                                .formatted(path, other.get().name(), other.get().number()));
            } else if (owned.isPresent()) {
                problems.conflict(
                        line.number(),
                        line.name().toString(),
                        "its location %s overlaps %s, which belongs to %s"
                                .formatted(
                                        path,
                                        owned.get().path(),
                                        owned.get().key().identifier()));
            }
            together.add(path, line);
        }
    }
}
