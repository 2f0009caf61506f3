package io.meerkat.command.merge;

import io.meerkat.command.axon.Commands;
import io.meerkat.command.receipt.Receipt;
import io.meerkat.model.Actor;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import io.meerkat.model.MergeId;
import io.meerkat.model.RefName;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Ending;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.model.event.MergeEvent;
import io.meerkat.model.event.MergeEvent.MergeAborted;
import io.meerkat.model.event.MergeEvent.MergeAnswered;
import io.meerkat.model.event.MergeEvent.MergeCompleted;
import io.meerkat.model.event.MergeEvent.MergeOpened;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.TextTable;
import io.meerkat.storage.event.BranchLock;
import io.meerkat.storage.merge.MergeRow;
import io.meerkat.storage.merge.MergeRow.State;
import io.meerkat.storage.merge.MergeTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.BiFunction;

/** Opens merges and goes on with them, each in one transaction with its row. */
public final class Merges {
    private final Database database;
    private final Commands commands;
    private final BranchLock lock;
    private final MergeTable table;
    private final TextTable texts;

    public Merges(Database database, Commands commands) {
        this.database = database;
        this.commands = commands;
        this.lock = new BranchLock(database);
        this.table = new MergeTable(database);
        this.texts = new TextTable(database);
    }

    /**
     * @param plan what is to be done, as JSON
     * @param answers that it begins with
     */
    public MergeRow open(
            CatalogRow catalog,
            BranchId branch,
            RefName branchName,
            String plan,
            SortedMap<String, Optional<String>> answers,
            Actor actor,
            Receipt<MergeRow> receipt) {
        var merge = new MergeId(UUID.randomUUID());
        return database.transact(() -> {
            var clock = lock.await(StreamId.of(catalog.tenant(), merge));
            var opened = new MergeOpened(catalog.tenant(), catalog.catalog(), merge, branch, branchName, plan);
            commands.run(new OpenMerge(opened, actor, clock), Object.class);
            var row = new MergeRow(
                    merge, branch, plan, Answers.NONE, State.OPEN, Optional.empty(), actor.principal(), clock, clock);
            table.add(catalog.tenant(), catalog.catalog(), row);
            var begun = answers.isEmpty() ? row : told(catalog, answered(catalog, row, answers, clock), actor, clock);
            texts.add(catalog.tenant(), List.of(actor.origin()));
            receipt.keep(begun);
            return begun;
        });
    }

    /**
     * Remembers answers by the ids of their conflicts, and forgets those that are empty. Returns the merge as it is then;
     * nothing, and nothing is changed, if there is none that is open.
     */
    public Optional<MergeRow> answer(
            CatalogRow catalog,
            MergeId merge,
            SortedMap<String, Optional<String>> answers,
            Actor actor,
            Receipt<MergeRow> receipt) {
        return onOpen(catalog, merge, actor, receipt, (row, clock) -> answered(catalog, row, answers, clock));
    }

    private static Told answered(
            CatalogRow catalog, MergeRow row, SortedMap<String, Optional<String>> answers, Instant clock) {
        return new Told(
                new MergeAnswered(catalog.tenant(), catalog.catalog(), row.id(), answers),
                changed(row, Answers.with(row.resolutions(), answers), State.OPEN, Optional.empty(), clock));
    }

    /** Gives it up, as above. */
    public Optional<MergeRow> abort(CatalogRow catalog, MergeId merge, Actor actor, Receipt<MergeRow> receipt) {
        return onOpen(
                catalog,
                merge,
                actor,
                receipt,
                (row, clock) -> new Told(
                        new MergeAborted(catalog.tenant(), catalog.catalog(), merge),
                        changed(row, row.resolutions(), State.ABORTED, Optional.empty(), clock)));
    }

    /** Ends it where the branch already points to what it comes to. False, and nothing is changed, if it is not open. */
    public boolean complete(
            CatalogRow catalog, MergeId merge, CommitId commit, Actor actor, Receipt<CommitId> receipt) {
        return onOpen(
                        catalog,
                        merge,
                        actor,
                        row -> receipt.keep(commit),
                        (row, clock) -> new Told(
                                new MergeCompleted(catalog.tenant(), catalog.catalog(), merge, commit),
                                changed(row, row.resolutions(), State.COMPLETED, Optional.of(commit), clock)))
                .isPresent();
    }

    /** The answers, hashed, of those of the merges that are open. They stay so until the transaction ends. */
    public Map<MergeId, Hash> lockOpen(TenantId tenant, CatalogId catalog, Set<MergeId> merges) {
        var open = new HashMap<MergeId, Hash>();
        merges.stream().sorted(Comparator.comparing(MergeId::value)).forEach(merge -> {
            lock.await(StreamId.of(tenant, merge));
            table.find(tenant, catalog, merge)
                    .filter(row -> row.state() == State.OPEN)
                    .map(row -> Ending.of(merge, row.resolutions()))
                    .ifPresent(end -> open.put(merge, end.answers()));
        });
        return open;
    }

    /** In the transaction that appends the commit which ends a merge, if it ends one. */
    public void finish(CommitRequest request, CommitRecorded recorded) {
        var commit = recorded.commit();
        request.finishes()
                .ifPresent(end -> finish(
                        commit.tenant(), commit.catalog(), end.merge(), recorded.id(), request.actor(), commit.time()));
    }

    /** In the transaction after which the branch points to the commit. The merge is locked and open. */
    public void finish(TenantId tenant, CatalogId catalog, MergeId merge, CommitId commit, Actor actor, Instant clock) {
        tell(new MergeCompleted(tenant, catalog, merge, commit), actor, clock);
        var row = table.find(tenant, catalog, merge).orElseThrow();
        table.update(tenant, catalog, changed(row, row.resolutions(), State.COMPLETED, Optional.of(commit), clock));
    }

    /** What happens to a merge, and its row then. */
    private record Told(MergeEvent event, MergeRow row) {}

    private Optional<MergeRow> onOpen(
            CatalogRow catalog,
            MergeId merge,
            Actor actor,
            Receipt<MergeRow> receipt,
            BiFunction<MergeRow, Instant, Told> work) {
        return database.transact(() -> {
            var clock = lock.await(StreamId.of(catalog.tenant(), merge));
            return table.find(catalog.tenant(), catalog.catalog(), merge)
                    .filter(row -> row.state() == State.OPEN)
                    .map(row -> {
                        var now = told(catalog, work.apply(row, clock), actor, clock);
                        texts.add(catalog.tenant(), List.of(actor.origin()));
                        receipt.keep(now);
                        return now;
                    });
        });
    }

    private MergeRow told(CatalogRow catalog, Told told, Actor actor, Instant clock) {
        tell(told.event(), actor, clock);
        table.update(catalog.tenant(), catalog.catalog(), told.row());
        return told.row();
    }

    private void tell(MergeEvent event, Actor actor, Instant clock) {
        commands.run(new TellMerge(event, actor, clock), Object.class);
    }

    private static MergeRow changed(
            MergeRow row, String resolutions, State state, Optional<CommitId> commit, Instant clock) {
        return new MergeRow(
                row.id(), row.branch(), row.plan(), resolutions, state, commit, row.openedBy(), row.openedAt(), clock);
    }
}
