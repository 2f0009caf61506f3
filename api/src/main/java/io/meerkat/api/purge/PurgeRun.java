package io.meerkat.api.purge;

import io.meerkat.api.location.Locations;
import io.meerkat.command.purge.Purges.Tally;
import io.meerkat.model.TenantId;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.purge.ObjectHistory;
import io.meerkat.storage.purge.Purge;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;

/**
 * Purges tables of one tenant. What other tables need is found out once for all of them. Files go in the order in which
 * they refer to each other, data before the manifests that name them and so on, so that a run that was broken off finds
 * whatever is left.
 */
final class PurgeRun {
    private final ClaimTable claims;
    private final ObjectHistory history;
    private final Locations locations;
    private final RealPaths paths;
    private final Reach reach;
    private final Metadata metadata;
    private final Watch watch;
    private final Lease lease;

    PurgeRun(Stores stores, TenantId tenant, Locations locations, Lease lease) {
        this.claims = stores.claims();
        this.history = stores.history();
        this.locations = locations;
        this.paths = new RealPaths(locations);
        this.reach = Reach.ofPurged(locations, lease::beat);
        this.metadata = new Metadata(stores.contents(), tenant, lease::beat);
        this.watch = new Watch(
                stores.visible(),
                tenant,
                metadata,
                new Needed(locations, Reach.ofOthers(locations, lease::beat), paths));
        this.lease = lease;
    }

    /** Finds out what is needed by the tables that could be read during that time. */
    void look(Duration last) {
        watch.look(last, lease::beat);
    }

    /** The files of an object, all of which this server may delete. */
    NamedFiles files(Purge purge) {
        var named = metadata.of(history.contents(purge), Set.of());
        requireReach(purge, named);
        return named;
    }

    Tally purge(Purge purge, NamedFiles named) {
        var deletion = new Deletion(purge, watch, paths, claims, lease);
        var manifests = new LinkedHashSet<String>();
        for (Snapshot snapshot : named.snapshots()) {
            for (ManifestFile manifest : reach.manifests(snapshot)) {
                if (manifests.add(manifest.path()) && named.ownsItsData()) {
                    reach.files(manifest, deletion::offer);
                }
            }
        }
        deletion.flush();
        manifests.forEach(deletion::offer);
        deletion.flush();
        named.snapshots()
                .forEach(snapshot ->
                        Optional.ofNullable(snapshot.manifestListLocation()).ifPresent(deletion::offer));
        named.statisticsFiles().forEach(deletion::offer);
        named.metadataFiles().forEach(deletion::offer);
        deletion.flush();
        deleteEmptyFolders(purge);
        return deletion.tally();
    }

    /** What another server may delete, or this one when it is told of the place, is not given up. */
    private void requireReach(Purge purge, NamedFiles named) {
        var places = new LinkedHashSet<>(named.writePaths());
        claims.of(purge.tenant(), purge.contentId()).forEach(own -> places.add(own.path()));
        for (String place : places) {
            if (paths.folder(place).isEmpty()) {
                throw new IllegalStateException("the purge needs " + place
                        + ", which is neither in the warehouse nor an allowed location of this server");
            }
        }
    }

    private void deleteEmptyFolders(Purge purge) {
        for (Claim own : claims.of(purge.tenant(), purge.contentId())) {
            boolean shared = claims.overlapping(purge.tenant(), List.of(own.path())).stream()
                    .filter(claim -> !claim.contentId().equals(purge.contentId()))
                    .anyMatch(claim -> claim.state() == Claim.State.LIVE || claim.state() == Claim.State.STAGED);
            paths.folder(own.path())
                    .filter(folder -> !shared && !locations.isRoot(folder))
                    .ifPresent(folder -> folder.store().deleteEmptyFolders(folder, lease::require));
        }
    }
}
