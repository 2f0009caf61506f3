package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.ObjectLocations;
import io.meerkat.api.location.Locations;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.model.ContentId;
import io.meerkat.model.ObjectName;
import io.meerkat.storage.Database;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.load.ResolvedRef;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Homes for new tables: their object id and location, which carries the id's first digits so that no two objects ever
 * share a folder. A staged create keeps its home by a claim that lapses if it is never committed.
 */
public final class StagedCreates {
    static final Duration LIFETIME = Duration.ofHours(24);
    private static final int[] ID_DIGITS = {8, 16, 32};

    private final Database database;
    private final ClaimTable claims;
    private final ObjectLocations locations;
    private final MetadataFiles files;

    public StagedCreates(Database database, ObjectLocations locations, MetadataFiles files) {
        this.database = database;
        this.claims = new ClaimTable(database);
        this.locations = locations;
        this.files = files;
    }

    /** {@code named}: the client chose the location. */
    record Home(ContentId contentId, String location, boolean named) {}

    /** A home of the server's choice. */
    Home propose(ResolvedRef ref, ObjectName name) {
        var id = new ContentId(UUID.randomUUID());
        String root = ref.catalog().root();
        var candidates = Stream.concat(
                Arrays.stream(ID_DIGITS).mapToObj(digits -> Locations.propose(root, name, id, digits)),
                Stream.of(Locations.proposeBeside(root, name, id)));
        return candidates
                .filter(location -> overlapping(ref, location).isEmpty())
                .findFirst()
                .map(location -> new Home(id, location, false))
                .orElseThrow(() -> noneFree(ref, name));
    }

    /** A location of a client's choice may take in all that a catalog has, where the catalog came later. */
    private IcebergError noneFree(ResolvedRef ref, ObjectName name) {
        var holders = overlapping(ref, ref.catalog().root()).stream()
                .filter(claim -> claim.state() != Claim.State.ENDED)
                .map(StagedCreates::shown)
                .limit(1)
                .toList();
        return IcebergError.badRequest("No location is free for %s below %s: name one%s"
                .formatted(
                        name,
                        ref.catalog().root(),
                        holders.isEmpty() ? "" : ". That place is held by " + holders.getFirst()));
    }

    private static String shown(Claim claim) {
        return "%s, which lies at %s".formatted(claim.key().identifier(), claim.path());
    }

    /** The home of a location that the client sent: the one that was staged for this name, or one that it chose. */
    Home home(ResolvedRef ref, ObjectName name, String location) {
        return overlapping(ref, location).stream()
                .filter(claim -> claim.state() == Claim.State.STAGED
                        && claim.catalog().equals(ref.catalog().catalog())
                        && claim.key().equals(name.key())
                        && claim.path().equals(locations.claim(location)))
                .findFirst()
                .map(claim -> new Home(claim.contentId(), location, true))
                .orElseGet(() -> new Home(new ContentId(UUID.randomUUID()), location, true));
    }

    /** The home of a new table, at a location if the client named one. */
    Home home(ResolvedRef ref, ObjectName name, Optional<String> location) {
        return location.map(given -> new Home(new ContentId(UUID.randomUUID()), given, true))
                .orElseGet(() -> propose(ref, name));
    }

    /** Promises a home. Nothing becomes visible; only the folders are made. */
    void stage(ResolvedRef ref, ObjectName name, Home home) {
        var claim = new Claim(
                locations.claim(home.location()),
                home.contentId(),
                ref.catalog().catalog(),
                name.key(),
                Claim.State.STAGED);
        database.transact(() -> {
            claims.lock(ref.catalog().tenant());
            for (Claim other : overlapping(ref, home.location())) {
                boolean ended = other.state() == Claim.State.ENDED && home.named();
                boolean stagedForSameName =
                        other.state() == Claim.State.STAGED && other.key().equals(name.key());
                if (!ended && !stagedForSameName) {
                    throw IcebergError.badRequest("The location %s overlaps that of another table: %s"
                            .formatted(home.location(), shown(other)));
                }
            }
            claims.stage(ref.catalog().tenant(), claim, LIFETIME);
            return claim;
        });
        files.makeFolders(home.location());
    }

    private List<Claim> overlapping(ResolvedRef ref, String location) {
        return claims.overlapping(ref.catalog().tenant(), List.of(locations.claim(location)));
    }
}
