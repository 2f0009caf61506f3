package io.meerkat.command.ref;

import io.meerkat.command.receipt.Receipt;
import io.meerkat.command.ref.RefOutcome.Done;
import io.meerkat.command.ref.RefOutcome.NoSuchRef;
import io.meerkat.command.ref.RefOutcome.Protected;
import io.meerkat.model.Protection;
import io.meerkat.model.Protection.Act;
import io.meerkat.model.RefName;
import io.meerkat.model.StreamId;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.commit.LineTable.Origin;
import io.meerkat.storage.commit.RecordedCommit;
import io.meerkat.storage.event.BranchLock;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.ref.ProtectionTable;
import io.meerkat.storage.ref.RefRow;
import io.meerkat.storage.ref.RefRow.Type;
import io.meerkat.storage.ref.RefTable;
import java.time.Instant;
import java.util.Optional;

/** Finds branches and tags, and works on them in their turn. */
final class BranchTurns {
    private final Database database;
    private final BranchLock lock;
    private final RefTable refs;
    private final ProtectionTable protections;
    private final CommitTable commits;

    BranchTurns(Database database) {
        this.database = database;
        this.lock = new BranchLock(database);
        this.refs = new RefTable(database);
        this.protections = new ProtectionTable(database);
        this.commits = new CommitTable(database);
    }

    interface Work {
        RefOutcome on(RefRow ref, Instant clock);
    }

    /** In the branch's turn, on what it points to then, in one transaction. */
    RefOutcome onBranch(CatalogRow catalog, RefName name, Receipt<RefRow> receipt, Work work) {
        var found = find(catalog, name, Type.BRANCH);
        if (found.isEmpty()) {
            return new NoSuchRef();
        }
        return database.transact(() -> {
            var clock = lock.await(StreamId.of(catalog.tenant(), found.get().branch()));
            return find(catalog, name, Type.BRANCH)
                    .filter(now -> now.id().equals(found.get().id()))
                    .filter(now -> refs.rules(catalog.tenant(), catalog.catalog(), now.branch())
                            .isPresent())
                    .map(now -> kept(work.on(now, clock), receipt))
                    .orElseGet(NoSuchRef::new);
        });
    }

    private static RefOutcome kept(RefOutcome outcome, Receipt<RefRow> receipt) {
        if (outcome instanceof Done(var ref)) {
            receipt.keep(ref);
        }
        return outcome;
    }

    /** The same, where nothing protects the branch from that. */
    RefOutcome onBranch(CatalogRow catalog, RefName name, Act act, Receipt<RefRow> receipt, Work work) {
        return onBranch(
                catalog,
                name,
                receipt,
                (branch, clock) -> isForbidden(catalog, act, name) ? new Protected(act) : work.on(branch, clock));
    }

    /** In the tag's turn, in one transaction. That it is still there is for the work to see. */
    RefOutcome onTag(CatalogRow catalog, RefName name, Act act, Receipt<RefRow> receipt, Work work) {
        return find(catalog, name, Type.TAG)
                .map(tag -> database.transact(() -> {
                    var clock = lock.await(StreamId.of(catalog.tenant(), tag.tag()));
                    return isForbidden(catalog, act, name) ? new Protected(act) : kept(work.on(tag, clock), receipt);
                }))
                .orElseGet(NoSuchRef::new);
    }

    boolean isForbidden(CatalogRow catalog, Act act, RefName name) {
        return Protection.forbid(protections.list(catalog.tenant(), catalog.catalog()), act, name);
    }

    Optional<RefRow> find(CatalogRow catalog, RefName name, Type type) {
        return refs.find(catalog.tenant(), catalog.catalog(), name).filter(ref -> ref.type() == type);
    }

    /** With the line that the commit itself is of: a branch that has none of its own yet shows it on a line that has not begun. */
    Origin origin(ResolvedRef at) {
        var catalog = at.catalog();
        return commits.find(catalog.tenant(), catalog.catalog(), at.commit())
                .map(RecordedCommit::line)
                .map(line -> new Origin(line, at.generation(), at.head().map(branch -> at.line())))
                .orElseThrow();
    }
}
