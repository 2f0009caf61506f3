package io.meerkat.command.rebuild;

import io.meerkat.command.event.EventCodec;
import io.meerkat.command.event.EventName;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.BranchId;
import io.meerkat.model.Change;
import io.meerkat.model.Entry;
import io.meerkat.model.LineId;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.model.event.BranchEvent.BranchCreated;
import io.meerkat.model.event.BranchEvent.BranchMoved;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.storage.Database;
import io.meerkat.storage.commit.CheckpointTable;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.commit.EntryTable;
import io.meerkat.storage.commit.EntryTable.Version;
import io.meerkat.storage.commit.LineTable;
import io.meerkat.storage.commit.LineTable.Origin;
import io.meerkat.storage.event.EventTable;
import io.meerkat.storage.event.Position;
import io.meerkat.storage.event.StoredEvent;
import io.meerkat.storage.load.Nodes;
import io.meerkat.storage.load.Trees;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final LineTable lines;
    private final CommitTable commits;

    public TreeRebuild(Database database, EventCodec codec) {
        this.database = database;
        this.codec = codec;
        this.events = new EventTable(database);
        this.entries = new EntryTable(database);
        this.checkpoints = new CheckpointTable(database);
        this.lines = new LineTable(database);
        this.commits = new CommitTable(database);
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
            lines.removeAll(tenant);
            return new Replay(tenant).all(progress);
        });
    }

    /** What a branch came to. */
    private record Grown(LineId line, Tree tree) {}

    private final class Replay {
        private final TenantId tenant;
        private final Map<BranchId, Grown> branches = new HashMap<>();
        private final Nodes stored = new Nodes(database, NODE_CACHE_BYTES);
        private final Trees trees = new Trees(database, stored);
        private long replayed;

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
                progress.accept(replayed);
            }
            return replayed;
        }

        private void replay(StoredEvent stored) {
            var row = stored.row();
            switch (codec.decode(new EventName(row.name(), row.revision()), row.payload())) {
                case BranchCreated created when created.from().isEmpty() -> begin(created, row.recordedAt());
                case BranchMoved moved -> move(moved, row.recordedAt());
                case CommitRecorded recorded -> {
                    replay(recorded);
                    replayed++;
                }
                default -> {}
            }
        }

        private void begin(BranchCreated created, Instant at) {
            var line = LineId.first(created.branch());
            lines.begin(tenant, created.catalog(), created.branch(), line, at);
            branches.put(created.branch(), new Grown(line, Tree.empty(stored.of(tenant))));
        }

        /** What it grows from was replayed before: a line is made of commits that are there. */
        private void move(BranchMoved moved, Instant at) {
            var to = moved.to();
            var from = commits.find(tenant, moved.catalog(), to.commit()).orElseThrow();
            // Whether a branch pointed there is not told by the event.
            var origin = new Origin(from.line(), to.generation(), Optional.empty());
            lines.begin(tenant, moved.catalog(), moved.branch(), moved.line(), at, origin);
            var tree = trees.at(tenant, from.line(), to.generation(), to.root());
            branches.put(moved.branch(), new Grown(moved.line(), tree));
        }

        private void replay(CommitRecorded recorded) {
            var commit = recorded.commit();
            var grown = Objects.requireNonNull(branches.get(recorded.branch()));
            var before = grown.tree();
            var changes = recorded.changes().all();
            changes.forEach(change -> requireAsBefore(recorded, before, change));
            var edits = new TreeMap<TreeKey, Optional<Entry>>();
            changes.forEach(change -> edits.put(change.key(), change.after()));
            var after = before.apply(edits);
            if (!after.root().equals(commit.root()) || !commit.id().equals(recorded.id())) {
                throw new IllegalStateException("commit %s recorded the root %s and comes out as %s with the root %s"
                        .formatted(recorded.id(), commit.root(), commit.id(), after.root()));
            }
            var line = grown.line();
            var sources = commit.sources().toList();
            if (!sources.isEmpty()) {
                lines.broughtTo(tenant, commit.catalog(), line, sources);
            }
            branches.put(recorded.branch(), new Grown(line, save(recorded, line, after)));
            addEntries(recorded, line, changes);
        }

        private void requireAsBefore(CommitRecorded recorded, Tree before, Change change) {
            if (!before.get(change.key()).equals(change.before())) {
                throw new IllegalStateException("commit %s says that %s was %s before, and it was %s"
                        .formatted(
                                recorded.id(), change.key().identifier(), change.before(), before.get(change.key())));
            }
        }

        private Tree save(CommitRecorded recorded, LineId line, Tree tree) {
            if (!Trees.isDue(tree)) {
                return tree;
            }
            checkpoints.add(tenant, line, recorded.commit().generation(), tree);
            return tree.saved();
        }

        private void addEntries(CommitRecorded recorded, LineId line, List<Change> changes) {
            if (!changes.isEmpty()) {
                entries.add(
                        tenant,
                        line,
                        changes.stream()
                                .map(change -> new Version(
                                        change.key(), recorded.commit().generation(), change.after()))
                                .toList());
            }
        }
    }
}
