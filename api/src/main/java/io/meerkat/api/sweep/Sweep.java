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
import io.meerkat.storage.commit.SweptTable;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what attempts left that died or whose outcome nobody learned. A file is deleted if its content was never
 * committed, and after it was remembered as swept, so that it never will be: who wrote it may be alive. Folders go if they
 * are empty and nobody owns the place. In any doubt all stays, and is looked at again.
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
    private final SweptTable swept;
    private final Settled settled;
    private final Clock clock;
    private final Set<String> warned = new HashSet<>();

    public Sweep(Database database, Unfinished unfinished, Locations locations, Clock clock) {
        this.unfinished = unfinished;
        this.locations = locations;
        this.files = new MetadataFiles(locations, unfinished);
        this.contents = new ContentTable(database);
        this.claims = new ClaimTable(database);
        this.swept = new SweptTable(database);
        this.settled = new Settled(database);
        this.clock = clock;
    }

    public void run() {
        unfinished.adopt();
        var due = unfinished.leftBefore(clock.instant().minus(AGE)).stream()
                .filter(this::isOurs)
                .toList();
        if (due.isEmpty()) {
            return;
        }
        var parts = parts(due);
        parts.forEach(part -> swept.add(contents(part)));
        // Only now: a transaction that began before and does not know of it has ended when this returns.
        if (!settled.await()) {
            return;
        }
        for (List<UnfinishedEntry> part : parts) {
            sweepFiles(
                    part.stream().filter(entry -> entry.content().isPresent()).toList());
            sweepFolders(
                    part.stream().filter(entry -> entry.content().isEmpty()).toList());
        }
    }

    private static List<List<UnfinishedEntry>> parts(List<UnfinishedEntry> entries) {
        return IntStream.iterate(0, from -> from < entries.size(), from -> from + TOGETHER_MAX)
                .mapToObj(from -> entries.subList(from, Math.min(from + TOGETHER_MAX, entries.size())))
                .toList();
    }

    private static Set<Hash> contents(List<UnfinishedEntry> entries) {
        return entries.stream().flatMap(entry -> entry.content().stream()).collect(Collectors.toSet());
    }

    /** The operator may have allowed fewer places since. */
    private boolean isOurs(UnfinishedEntry entry) {
        try {
            locations.path(entry.location());
            return true;
        } catch (IllegalArgumentException e) {
            if (warned.add(entry.location())) {
                LOG.warn("what was left at {} stays there: {}", entry.location(), e.getMessage());
            }
            return false;
        }
    }

    private void sweepFiles(List<UnfinishedEntry> entries) {
        var committed = contents.stored(contents(entries));
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
