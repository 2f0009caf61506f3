package io.meerkat.api.sweep;

import static io.meerkat.storage.claim.Claim.State.STAGED;

import io.meerkat.api.location.Locations;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.api.location.Unfinished;
import io.meerkat.api.location.UnfinishedEntry;
import io.meerkat.model.Hash;
import io.meerkat.storage.Database;
import io.meerkat.storage.Settled;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.commit.ContentTable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what attempts left that died or whose outcome nobody learned. A file is deleted if its content was never
 * committed: contents are stored by the commit that names them, and none is named before it is stored. Folders go if
 * they are empty and nobody owns the place. In any doubt all stays, and is looked at again.
 */
public final class Sweep {
    /** An attempt is over by then, one way or the other. */
    static final Duration AGE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int TOGETHER_MAX = 1_000;

    private final Unfinished unfinished;
    private final Locations locations;
    private final MetadataFiles files;
    private final ContentTable contents;
    private final ClaimTable claims;
    private final Settled settled;
    private final Clock clock;

    public Sweep(Database database, Unfinished unfinished, Locations locations, Clock clock) {
        this.unfinished = unfinished;
        this.locations = locations;
        this.files = new MetadataFiles(locations, unfinished);
        this.contents = new ContentTable(database);
        this.claims = new ClaimTable(database);
        this.settled = new Settled(database);
        this.clock = clock;
    }

    public void run() {
        unfinished.adopt();
        var due = unfinished.leftBefore(clock.instant().minus(AGE)).stream()
                .filter(this::isOurs)
                .toList();
        // A COMMIT that was sent may take effect after its sender's death.
        if (due.isEmpty() || !settled.await()) {
            return;
        }
        for (int from = 0; from < due.size(); from += TOGETHER_MAX) {
            var some = due.subList(from, Math.min(from + TOGETHER_MAX, due.size()));
            sweepFiles(
                    some.stream().filter(entry -> entry.content().isPresent()).toList());
            sweepFolders(
                    some.stream().filter(entry -> entry.content().isEmpty()).toList());
        }
    }

    /** The operator may have allowed fewer places since. */
    private boolean isOurs(UnfinishedEntry entry) {
        try {
            locations.path(entry.location());
            return true;
        } catch (IllegalArgumentException e) {
            LOG.warn("what was left at {} stays there: {}", entry.location(), e.getMessage());
            return false;
        }
    }

    private void sweepFiles(List<UnfinishedEntry> entries) {
        Set<Hash> hashes =
                entries.stream().flatMap(entry -> entry.content().stream()).collect(Collectors.toSet());
        var committed = contents.stored(hashes);
        for (UnfinishedEntry entry : entries) {
            if (committed.contains(entry.content().orElseThrow())) {
                files.keep(entry.location());
            } else {
                files.discard(entry.location());
                LOG.info("deleted {}, which was never committed", entry.location());
            }
        }
    }

    private void sweepFolders(List<UnfinishedEntry> entries) {
        var paths = entries.stream()
                .map(entry -> locations.path(entry.location()).toString())
                .distinct()
                .toList();
        var owners = claims.overlapping(paths).stream()
                .collect(Collectors.toMap(Claim::path, Claim::state, (one, other) -> one == STAGED ? one : other));
        for (UnfinishedEntry entry : entries) {
            var folder = locations.path(entry.location());
            var owner = Optional.ofNullable(owners.get(folder.toString()));
            if (owner.isEmpty()) {
                files.removeFolders(entry.location(), owners.keySet());
            }
            if (!owner.equals(Optional.of(STAGED))) {
                unfinished.end(entry.location());
            }
        }
    }
}
