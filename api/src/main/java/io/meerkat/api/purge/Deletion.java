package io.meerkat.api.purge;

import io.meerkat.api.store.StorePath;
import io.meerkat.command.purge.Purges.Tally;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.purge.Purge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes the files of one purge that nothing else needs, many at a time, and counts. */
final class Deletion {
    private static final int CHUNK = 1_000;

    private final Purge purge;
    private final Watch watch;
    private final RealPaths paths;
    private final ClaimTable claims;
    private final Lease lease;
    private final Set<StorePath> chunk = new LinkedHashSet<>();
    private final Set<String> kept = new HashSet<>();
    private long files;
    private long bytes;

    Deletion(Purge purge, Watch watch, RealPaths paths, ClaimTable claims, Lease lease) {
        this.purge = purge;
        this.watch = watch;
        this.paths = paths;
        this.claims = claims;
        this.lease = lease;
    }

    void offer(String location) {
        paths.of(location).ifPresentOrElse(chunk::add, () -> kept.add(location));
        if (chunk.size() >= CHUNK) {
            flush();
        }
    }

    /** Whatever was offered is deleted when this returns, or kept. */
    void flush() {
        if (chunk.isEmpty()) {
            return;
        }
        lease.require();
        watch.lookAgain();
        var claimed = claimedByOthers();
        for (StorePath file : chunk) {
            if (watch.needs(file) || file.above().map(StorePath::toString).anyMatch(claimed::contains)) {
                kept.add(file.toString());
            } else {
                delete(file);
            }
        }
        chunk.clear();
    }

    Tally tally() {
        return new Tally(files, bytes, kept.size());
    }

    private Set<String> claimedByOthers() {
        var folders = chunk.stream()
                .flatMap(file -> file.parent().stream())
                .map(StorePath::toString)
                .collect(Collectors.toSet());
        return claims.laterThan(purge.tenant(), purge.contentId(), folders).stream()
                .map(Claim::path)
                .collect(Collectors.toSet());
    }

    private void delete(StorePath file) {
        lease.require();
        try {
            file.delete().ifPresent(size -> {
                files++;
                bytes += size;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
