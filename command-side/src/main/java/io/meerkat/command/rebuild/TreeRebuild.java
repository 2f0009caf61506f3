package io.meerkat.command.rebuild;

import io.meerkat.command.event.EventCodec;
import io.meerkat.command.event.EventName;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.BranchId;
import io.meerkat.model.Change;
import io.meerkat.model.Entry;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.CheckpointTable;
import io.meerkat.storage.commit.EntryTable;
import io.meerkat.storage.commit.EntryTable.Version;
import io.meerkat.storage.event.EventTable;
import io.meerkat.storage.event.Position;
import io.meerkat.storage.event.StoredEvent;
import io.meerkat.storage.load.Nodes;
import io.meerkat.storage.load.Trees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Drops the entries and nodes of a tenant and makes them again by replaying its commits, in one transaction. Every commit
 * must come out with the root hash and the id that it recorded, and what it changed must have been as it said; otherwise
 * nothing is replaced.
 */
public final class TreeRebuild {
    private static final int PAGE = 512;
    private static final long NODE_CACHE_BYTES = 64L << 20;

    private final Database database;
    private final EventCodec codec;
    private final EventTable events;
    private final EntryTable entries;
    private final CheckpointTable checkpoints;

    public TreeRebuild(Database database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
        this.events = new EventTable(database);
        this.entries = new EntryTable(database);
        this.checkpoints = new CheckpointTable(database);
    }

    /**
     * Returns how many commits were replayed; {@code progress} hears the number so far after every page.
     *
     * @throws IllegalStateException if a commit does not come out as it was recorded, naming it
     */
    public long run(TenantId tenant, LongConsumer progress) {
        return database.transact(() -> {
            entries.removeAll(tenant);
            checkpoints.removeAll(tenant);
            return new Replay(tenant).all(progress);
        });
    }

    private final class Replay {
        private final TenantId tenant;
        private final Map<BranchId, Tree> branches = new HashMap<>();
        private final Nodes stored = new Nodes(database, NODE_CACHE_BYTES);
        private long commits;

        Replay(TenantId tenant) {
            this.tenant = tenant;
        }

        long all(LongConsumer progress) {
            var at = Position.BEFORE_ALL;
            for (var page = events.after(at, PAGE); !page.isEmpty(); page = events.after(at, PAGE)) {
                page.stream()
                        .filter(event -> event.row().stream().tenant().equals(tenant))
                        .forEach(this::replay);
                at = page.getLast().position();
                progress.accept(commits);
            }
            return commits;
        }

        private void replay(StoredEvent stored) {
            var row = stored.row();
            if (codec.decode(new EventName(row.name(), row.revision()), row.payload())
                    instanceof CommitRecorded recorded) {
                replay(recorded);
                commits++;
            }
        }

        private void replay(CommitRecorded recorded) {
            var commit = recorded.commit();
            var before = branches.getOrDefault(recorded.branch(), Tree.empty(stored.of(tenant)));
            var changes = recorded.changes().all();
            changes.forEach(change -> requireAsBefore(recorded, before, change));
            var edits = new TreeMap<TreeKey, Optional<Entry>>();
            changes.forEach(change -> edits.put(change.key(), change.after()));
            var after = before.apply(edits);
            if (!after.root().equals(commit.root()) || !commit.id().equals(recorded.id())) {
                throw new IllegalStateException("commit %s recorded the root %s and comes out as %s with the root %s"
                        .formatted(recorded.id(), commit.root(), commit.id(), after.root()));
            }
            branches.put(recorded.branch(), save(recorded, after));
            addEntries(recorded, changes);
        }

        private void requireAsBefore(CommitRecorded recorded, Tree before, Change change) {
            if (!before.get(change.key()).equals(change.before())) {
                throw new IllegalStateException("commit %s says that %s was %s before, and it was %s"
                        .formatted(
                                recorded.id(), change.key().identifier(), change.before(), before.get(change.key())));
            }
        }

        private Tree save(CommitRecorded recorded, Tree tree) {
            if (!Trees.isDue(tree)) {
                return tree;
            }
            checkpoints.add(tenant, recorded.branch(), recorded.commit().generation(), tree);
            return tree.saved();
        }

        private void addEntries(CommitRecorded recorded, List<Change> changes) {
            if (!changes.isEmpty()) {
                entries.add(
                        tenant,
                        recorded.branch(),
                        changes.stream()
                                .map(change -> new Version(
                                        change.key(), recorded.commit().generation(), change.after()))
                                .toList());
            }
        }
    }
}
