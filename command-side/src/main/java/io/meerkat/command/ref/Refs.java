package io.meerkat.command.ref;

import io.meerkat.command.axon.Commands;
import io.meerkat.command.branch.DeleteBranch;
import io.meerkat.command.branch.MoveBranch;
import io.meerkat.command.branch.RenameBranch;
import io.meerkat.command.branch.StartBranch;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.command.ref.RefOutcome.Done;
import io.meerkat.command.ref.RefOutcome.Elsewhere;
import io.meerkat.command.ref.RefOutcome.MainStays;
import io.meerkat.command.ref.RefOutcome.NameInUse;
import io.meerkat.command.ref.RefOutcome.NoSuchKey;
import io.meerkat.command.ref.RefOutcome.NoSuchRef;
import io.meerkat.model.Actor;
import io.meerkat.model.BranchId;
import io.meerkat.model.BranchPurpose;
import io.meerkat.model.CommitId;
import io.meerkat.model.Identifier;
import io.meerkat.model.LineId;
import io.meerkat.model.Protection.Act;
import io.meerkat.model.RefName;
import io.meerkat.model.StreamId;
import io.meerkat.model.TagId;
import io.meerkat.model.event.BranchEvent.BranchMoved;
import io.meerkat.model.event.BranchEvent.BranchRenamed;
import io.meerkat.model.event.TagEvent.TagCreated;
import io.meerkat.model.event.TagEvent.TagDeleted;
import io.meerkat.model.event.TagEvent.TagRenamed;
import io.meerkat.storage.Database;
import io.meerkat.storage.SqlStates;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.catalog.CatalogTable;
import io.meerkat.storage.commit.LineTable;
import io.meerkat.storage.commit.TextTable;
import io.meerkat.storage.event.BranchLock;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import io.meerkat.storage.ref.RefRow;
import io.meerkat.storage.ref.RefRow.Type;
import io.meerkat.storage.ref.RefTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes, moves and deletes branches and tags, each in one transaction with all that follows from it and with the receipt of
 * the ref as it is then, or was, if it is deleted.
 */
public final class Refs {
    private final Database database;
    private final Commands commands;
    private final BranchLock lock;
    private final CatalogTable catalogs;
    private final RefTable refs;
    private final LineTable lines;
    private final TextTable texts;
    private final Trees trees;
    private final Revival revival;
    private final BranchTurns turns;

    public Refs(Database database, Commands commands, Trees trees) {
        this.database = database;
        this.commands = commands;
        this.lock = new BranchLock(database);
        this.catalogs = new CatalogTable(database);
        this.refs = new RefTable(database);
        this.lines = new LineTable(database);
        this.texts = new TextTable(database);
        this.trees = trees;
        this.revival = new Revival(database, trees);
        this.turns = new BranchTurns(database);
    }

    private static final class CatalogGone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class KeyMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Identifier key;

        private KeyMissing(Identifier key) {
            this.key = key;
        }
    }

    /**
     * A branch that begins at a commit, which must hold every key that a partial one writes. It costs the same however many
     * tables the catalog has.
     */
    public RefOutcome createBranch(
            RefName name, BranchPurpose purpose, ResolvedRef asked, Actor actor, Receipt<RefRow> receipt) {
        return begin(name, purpose, asked, from -> requireHeld(purpose, from), actor, receipt);
    }

    /** The branch as it was when it was deleted: a partial one writes a key, too, that was dropped there. */
    public RefOutcome restoreBranch(
            RefName name, BranchPurpose purpose, ResolvedRef asked, Actor actor, Receipt<RefRow> receipt) {
        return begin(name, purpose, asked, from -> {}, actor, receipt);
    }

    private RefOutcome begin(
            RefName name,
            BranchPurpose purpose,
            ResolvedRef asked,
            Consumer<ResolvedRef> check,
            Actor actor,
            Receipt<RefRow> receipt) {
        var catalog = asked.catalog();
        var branch = new BranchId(UUID.randomUUID());
        return named(catalog, receipt, () -> {
            var clock = lock.await(StreamId.of(catalog.tenant(), branch));
            var from = revival.await(asked);
            check.accept(from);
            refs.addBranch(catalog.tenant(), catalog.catalog(), name, branch, purpose, clock);
            commands.run(
                    new StartBranch(
                            catalog.tenant(), catalog.catalog(), branch, name, purpose, from.point(), actor, clock),
                    Object.class);
            var line = LineId.first(branch);
            lines.begin(catalog.tenant(), catalog.catalog(), branch, line, clock, turns.origin(from));
            revival.shownBy(from);
            texts.add(catalog.tenant(), List.of(actor.origin()));
            return new RefRow(name, Type.BRANCH, branch.value(), line, from.point(), clock, purpose);
        });
    }

    private void requireHeld(BranchPurpose purpose, ResolvedRef from) {
        if (purpose.isPartial()) {
            var tree = trees.at(from);
            purpose.writable().stream()
                    .filter(key -> tree.get(key).isEmpty())
                    .findFirst()
                    .ifPresent(key -> {
                        throw new KeyMissing(key.identifier());
                    });
        }
    }

    /** A name for a commit. */
    public RefOutcome createTag(RefName name, ResolvedRef asked, Actor actor, Receipt<RefRow> receipt) {
        var catalog = asked.catalog();
        var tag = new TagId(UUID.randomUUID());
        return named(catalog, receipt, () -> {
            var clock = lock.await(StreamId.of(catalog.tenant(), tag));
            var at = revival.await(asked);
            var row = new RefRow(
                    name, Type.TAG, tag.value(), turns.origin(at).line(), at.point(), clock, BranchPurpose.ANY);
            refs.addTag(catalog.tenant(), catalog.catalog(), row);
            var created = new TagCreated(catalog.tenant(), catalog.catalog(), tag, name, at.commit());
            commands.run(new CreateTag(created, actor, clock), Object.class);
            revival.shownBy(at);
            texts.add(catalog.tenant(), List.of(actor.origin()));
            return row;
        });
    }

    private RefOutcome named(CatalogRow catalog, Receipt<RefRow> receipt, Supplier<RefRow> work) {
        try {
            return naming(() -> database.transact(() -> {
                var made = work.get();
                // It was there when the commit was found; whoever drops it holds the lock of refs as this does now.
                if (catalogs.find(catalog.tenant(), catalog.name())
                        .filter(found -> found.catalog().equals(catalog.catalog()))
                        .isEmpty()) {
                    throw new CatalogGone();
                }
                receipt.keep(made);
                return new Done(made);
            }));
        } catch (CatalogGone e) {
            return new NoSuchRef();
        } catch (KeyMissing e) {
            return new NoSuchKey(e.key);
        }
    }

    /**
     * Points a branch to another commit. What it showed until now stays readable by its commits.
     *
     * @param expected where the branch must point; anywhere if empty
     */
    public RefOutcome reset(
            RefName name, ResolvedRef asked, Optional<CommitId> expected, Actor actor, Receipt<RefRow> receipt) {
        var catalog = asked.catalog();
        return turns.onBranch(catalog, name, Act.FORCE, receipt, (branch, clock) -> {
            if (expected.filter(commit -> !commit.equals(branch.at().commit())).isPresent()) {
                return new Elsewhere(branch.at().commit());
            }
            var to = revival.await(asked);
            if (branch.at().commit().equals(to.commit())) {
                return new Done(branch);
            }
            // What comes back to life is told from where main points until now.
            revival.shownBy(to);
            var line = new LineId(UUID.randomUUID());
            commands.run(
                    new MoveBranch(
                            catalog.tenant(),
                            catalog.catalog(),
                            branch.branch(),
                            name,
                            line,
                            to.point(),
                            BranchMoved.Reason.RESET,
                            actor,
                            clock),
                    Object.class);
            lines.begin(catalog.tenant(), catalog.catalog(), branch.branch(), line, clock, turns.origin(to));
            texts.add(catalog.tenant(), List.of(actor.origin()));
            return new Done(branch.movedTo(line, to.point()));
        });
    }

    /** The branch goes on under another name; what is opened for it, by its old one, cannot be finished any more. */
    public RefOutcome renameBranch(CatalogRow catalog, RefName name, RefName to, Actor actor, Receipt<RefRow> receipt) {
        if (name.equals(RefName.MAIN)) {
            return new MainStays();
        }
        return naming(() -> turns.onBranch(
                catalog, name, Act.DELETE, receipt, (branch, clock) -> renamed(catalog, branch, to, actor, clock)));
    }

    /** The tag goes on naming its commit by another name. */
    public RefOutcome renameTag(CatalogRow catalog, RefName name, RefName to, Actor actor, Receipt<RefRow> receipt) {
        return naming(() -> turns.onTag(
                catalog, name, Act.DELETE, receipt, (tag, clock) -> renamed(catalog, tag, to, actor, clock)));
    }

    private RefOutcome renamed(CatalogRow catalog, RefRow ref, RefName to, Actor actor, Instant clock) {
        if (!refs.rename(catalog, ref, to)) {
            return new NoSuchRef();
        }
        commands.run(
                switch (ref.type()) {
                    case BRANCH ->
                        new RenameBranch(
                                new BranchRenamed(catalog.tenant(), catalog.catalog(), ref.branch(), ref.name(), to),
                                actor,
                                clock);
                    case TAG ->
                        new RenameTag(
                                new TagRenamed(catalog.tenant(), catalog.catalog(), ref.tag(), ref.name(), to),
                                actor,
                                clock);
                },
                Object.class);
        texts.add(catalog.tenant(), List.of(actor.origin()));
        return new Done(ref.renamedTo(to));
    }

    /** What gives a ref a name, which may be in use. */
    private static RefOutcome naming(Supplier<RefOutcome> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (isTaken(e)) {
                return new NameInUse();
            }
            throw e;
        }
    }

    private static boolean isTaken(RuntimeException e) {
        return SqlStates.violatedKey(e).filter(RefTable.NAME_GUARD::equals).isPresent();
    }

    public RefOutcome deleteBranch(
            CatalogRow catalog, RefName name, Optional<CommitId> expected, Actor actor, Receipt<RefRow> receipt) {
        if (name.equals(RefName.MAIN)) {
            return new MainStays();
        }
        return turns.onBranch(catalog, name, Act.DELETE, receipt, (branch, clock) -> {
            if (expected.filter(commit -> !commit.equals(branch.at().commit())).isPresent()) {
                return new Elsewhere(branch.at().commit());
            }
            if (!refs.delete(catalog, branch, clock)) {
                return new NoSuchRef();
            }
            commands.run(
                    new DeleteBranch(catalog.tenant(), catalog.catalog(), branch.branch(), name, actor, clock),
                    Object.class);
            texts.add(catalog.tenant(), List.of(actor.origin()));
            return new Done(branch);
        });
    }

    public RefOutcome deleteTag(CatalogRow catalog, RefName name, Actor actor, Receipt<RefRow> receipt) {
        return turns.onTag(catalog, name, Act.DELETE, receipt, (tag, clock) -> {
            if (!refs.delete(catalog, tag, clock)) {
                return new NoSuchRef();
            }
            var deleted = new TagDeleted(catalog.tenant(), catalog.catalog(), tag.tag(), name);
            commands.run(new DeleteTag(deleted, actor, clock), Object.class);
            texts.add(catalog.tenant(), List.of(actor.origin()));
            return new Done(tag);
        });
    }
}
