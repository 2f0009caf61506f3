package io.meerkat.command.ref;

import io.meerkat.command.axon.Commands;
import io.meerkat.command.branch.AppendedBatch;
import io.meerkat.command.branch.CommitChanges;
import io.meerkat.command.branch.Facts;
import io.meerkat.command.branch.MoveBranch;
import io.meerkat.command.branch.ReplayBranch;
import io.meerkat.command.branch.ReplayDenied;
import io.meerkat.command.lane.BatchWriter;
import io.meerkat.command.lane.FactsReader;
import io.meerkat.command.lane.Target;
import io.meerkat.command.merge.Merges;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.command.ref.RefOutcome.Denied;
import io.meerkat.command.ref.RefOutcome.Done;
import io.meerkat.command.ref.RefOutcome.Elsewhere;
import io.meerkat.command.ref.RefOutcome.MergeEnded;
import io.meerkat.command.ref.RefOutcome.Protected;
import io.meerkat.command.ref.RefOutcome.SourceMoved;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.Actor;
import io.meerkat.model.CommitId;
import io.meerkat.model.CommitPoint;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.Protection.Act;
import io.meerkat.model.RefName;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Ending;
import io.meerkat.model.event.BranchEvent.BranchMoved;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.LineTable;
import io.meerkat.storage.commit.TextTable;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import io.meerkat.storage.ref.BranchRules;
import io.meerkat.storage.ref.RefRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Moves branches along and makes their commits anew, each in one transaction with all that follows from it. */
public final class Rewrites {
    private final Commands commands;
    private final LineTable lines;
    private final TextTable texts;
    private final Trees trees;
    private final Revival revival;
    private final BranchTurns turns;
    private final BatchWriter writer;
    private final Merges merges;
    private final FactsReader facts;

    public Rewrites(Database database, Commands commands, Trees trees, IdempotencyTable idempotency) {
        this.commands = commands;
        this.lines = new LineTable(database);
        this.texts = new TextTable(database);
        this.trees = trees;
        this.revival = new Revival(database, trees);
        this.turns = new BranchTurns(database);
        this.writer = new BatchWriter(database, idempotency);
        this.merges = new Merges(database, commands);
        this.facts = new FactsReader(database, merges);
    }

    /**
     * A branch that is rewritten, if it points to {@code expected}, and the open merge that ends with it. What it is rewritten
     * to was taken from {@code source}: if that is the head of a branch, it must still be. The receipt is of where it points then.
     */
    public record Rewrite(
            RefName branch,
            CommitId expected,
            ResolvedRef source,
            Optional<Ending> finishes,
            Actor actor,
            Receipt<CommitId> receipt) {}

    /** Points the branch to the source, which descends from where it points. */
    public RefOutcome fastForward(Rewrite rewrite) {
        return rewritten(rewrite, List.of(), (branch, clock, read) -> {
            var to = rewrite.source();
            revival.shownBy(to);
            var move = move(rewrite, branch, to, BranchMoved.Reason.FAST_FORWARD, clock);
            commands.run(move, Object.class);
            begin(move, to);
            finish(rewrite, to.commit(), clock);
            return done(branch, move.line(), to.point());
        });
    }

    /**
     * Makes commits one after another: on where the branch points, or where it is pointed to {@code onto} before. None of
     * them may purge or answer a key.
     */
    public RefOutcome replay(Rewrite rewrite, Optional<ResolvedRef> onto, List<CommitRequest> requests) {
        var appended = new AtomicReference<AppendedBatch>();
        RefOutcome outcome;
        try {
            outcome = rewritten(rewrite, requests, (branch, clock, read) -> {
                if (onto.isPresent() && turns.isForbidden(rewrite.source().catalog(), Act.FORCE, branch.name())) {
                    return new Protected(Act.FORCE);
                }
                var move = onto.map(to -> move(rewrite, branch, to, BranchMoved.Reason.REBASE, clock));
                onto.ifPresent(revival::shownBy);
                var catalog = rewrite.source().catalog();
                var target = new Target(catalog.tenant(), catalog.catalog(), branch.branch(), trees);
                var batch = commands.run(
                        new ReplayBranch(
                                move,
                                new CommitChanges(
                                        catalog.tenant(),
                                        branch.branch(),
                                        clock,
                                        requests,
                                        read,
                                        (line, generation, root) -> treeAt(catalog, onto, line, generation, root))),
                        AppendedBatch.class);
                move.ifPresent(moved -> begin(moved, onto.orElseThrow()));
                writer.write(target, clock, batch);
                appended.set(batch);
                var last = batch.decision().accepted().isEmpty()
                        ? onto.map(ResolvedRef::point).orElse(branch.at())
                        : batch.decision().accepted().getLast().event().point();
                finish(rewrite, last.commit(), clock);
                return done(branch, batch.line(), last);
            });
        } catch (ReplayDenied e) {
            return new Denied(e.reason());
        }
        Optional.ofNullable(appended.get())
                .ifPresent(batch -> keep(rewrite.source().catalog(), batch));
        return outcome;
    }

    /** A line that has not begun is looked for where it will grow from. */
    private Tree treeAt(CatalogRow catalog, Optional<ResolvedRef> onto, LineId line, long generation, Hash root) {
        return onto.map(trees::at).orElseGet(() -> trees.at(catalog.tenant(), line, generation, root));
    }

    private void keep(CatalogRow catalog, AppendedBatch batch) {
        var tree = batch.decision().tree();
        batch.decision().generation().ifPresent(generation -> {
            trees.committed(batch.line(), generation, tree);
            trees.checkpoint(catalog.tenant(), batch.line(), generation, tree);
        });
    }

    private interface Work {
        RefOutcome on(RefRow branch, Instant clock, Facts read);
    }

    /** Locks are taken as the lanes take them. */
    private RefOutcome rewritten(Rewrite rewrite, List<CommitRequest> requests, Work work) {
        var catalog = rewrite.source().catalog();
        Receipt<RefRow> receipt = ref -> rewrite.receipt().keep(ref.at().commit());
        return turns.onBranch(catalog, rewrite.branch(), receipt, (branch, clock) -> {
            if (!branch.at().commit().equals(rewrite.expected())) {
                return new Elsewhere(branch.at().commit());
            }
            var target = new Target(catalog.tenant(), catalog.catalog(), branch.branch(), trees);
            // Before the facts, for which the lock of refs may be taken: whoever makes a branch takes it behind this
            // one.
            revival.awaitClaims(catalog);
            var read = facts.read(target, BranchRules.none(branch.name()), requests);
            if (!revival.await(rewrite.source())
                    .commit()
                    .equals(rewrite.source().commit())) {
                return new SourceMoved();
            }
            if (rewrite.finishes()
                    .filter(end -> !merges.lockOpen(catalog.tenant(), catalog.catalog(), Set.of(end.merge()))
                            .equals(Map.of(end.merge(), end.answers())))
                    .isPresent()) {
                return new MergeEnded();
            }
            var outcome = work.on(branch, clock, read);
            texts.add(catalog.tenant(), List.of(rewrite.actor().origin()));
            return outcome;
        });
    }

    private MoveBranch move(Rewrite rewrite, RefRow branch, ResolvedRef to, BranchMoved.Reason reason, Instant clock) {
        var catalog = to.catalog();
        return new MoveBranch(
                catalog.tenant(),
                catalog.catalog(),
                branch.branch(),
                branch.name(),
                new LineId(UUID.randomUUID()),
                to.point(),
                reason,
                rewrite.actor(),
                clock);
    }

    private void begin(MoveBranch move, ResolvedRef to) {
        lines.begin(move.tenant(), move.catalog(), move.branch(), move.line(), move.clock(), turns.origin(to));
    }

    private void finish(Rewrite rewrite, CommitId commit, Instant clock) {
        var catalog = rewrite.source().catalog();
        rewrite.finishes()
                .ifPresent(end -> merges.finish(
                        catalog.tenant(), catalog.catalog(), end.merge(), commit, rewrite.actor(), clock));
    }

    private static RefOutcome done(RefRow branch, LineId line, CommitPoint at) {
        return new Done(branch.movedTo(line, at));
    }
}
