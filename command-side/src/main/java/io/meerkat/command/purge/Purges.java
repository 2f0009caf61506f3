package io.meerkat.command.purge;

import io.meerkat.command.axon.Commands;
import io.meerkat.model.Actor;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.StreamId;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.PurgeRequest;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.model.event.PurgeEvent.PurgeRequested;
import io.meerkat.storage.Database;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.commit.TextTable;
import io.meerkat.storage.event.BranchLock;
import io.meerkat.storage.purge.Purge;
import io.meerkat.storage.purge.PurgeTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks for purges with the commits that drop, and tells when they are done. */
public final class Purges {
    private final Database database;
    private final Commands commands;
    private final BranchLock lock;
    private final PurgeTable table;
    private final ClaimTable claims;
    private final TextTable texts;
    private final Actor server =
            new Actor(PrincipalId.SERVER, Optional.empty(), "purge", SaltedText.withFreshSalt("server"));

    public Purges(Database database, Commands commands) {
        this.database = database;
        this.commands = commands;
        this.lock = new BranchLock(database);
        this.table = new PurgeTable(database);
        this.claims = new ClaimTable(database);
        this.texts = new TextTable(database);
    }

    /** What a purge came to: how many files were deleted, of how many bytes, and how many something else needs. */
    public record Tally(long files, long bytes, long kept) {}

    /**
     * In the transaction that appends the commit: it and the purge are asked for together or not at all. What another ref can
     * show is not purged, only dropped: its claim has not ended.
     */
    public void request(CommitRequest request, CommitRecorded commit) {
        for (PurgeRequest purge : request.purges()) {
            if (claims.of(commit.commit().tenant(), purge.contentId()).stream()
                    .anyMatch(claim -> claim.state() == Claim.State.LIVE)) {
                continue;
            }
            var time = commit.commit().time();
            var requested = new PurgeRequested(
                    commit.commit().tenant(),
                    commit.commit().catalog(),
                    commit.branch(),
                    commit.id(),
                    purge.key(),
                    purge.contentId());
            commands.run(new RequestPurge(requested, request.actor(), time), Object.class);
            table.add(requested, time);
        }
    }

    /**
     * Takes the object's locations from everybody, and tells readers that its files are gone. False if it is on a branch
     * again: then nothing is begun.
     *
     * @throws LeaseLost if it has another owner; then nothing is begun either
     */
    public boolean begin(Purge purge) {
        return database.transact(() -> {
            claims.lock(purge.tenant());
            boolean begins = claims.beginPurge(purge.tenant(), purge.contentId());
            if (begins && !table.begin(purge)) {
                throw new LeaseLost(purge.toString());
            }
            return begins;
        });
    }

    /**
     * Tells that the files are gone, and gives the locations free.
     *
     * @throws LeaseLost if it has another owner; then nothing is told
     */
    public void complete(Purge purge, Tally tally) {
        database.transact(() -> {
            Instant clock = lock.await(StreamId.ofPurge(purge.tenant(), purge.contentId()));
            commands.run(new CompletePurge(purge.tenant(), purge.contentId(), tally, server, clock), Object.class);
            if (!table.finish(purge, clock)) {
                throw new LeaseLost(purge.toString());
            }
            texts.add(purge.tenant(), List.of(server.origin()));
            claims.endPurge(purge.tenant(), purge.contentId());
            return purge;
        });
    }
}
