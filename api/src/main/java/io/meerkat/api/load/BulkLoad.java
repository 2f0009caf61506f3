package io.meerkat.api.load;

import io.meerkat.api.load.LoadLine.NamespaceLine;
import io.meerkat.api.load.LoadLine.TableLine;
import io.meerkat.api.load.LoadOutcome.Again;
import io.meerkat.api.load.LoadOutcome.Done;
import io.meerkat.api.load.LoadOutcome.Forbidden;
import io.meerkat.api.load.LoadOutcome.KeyReused;
import io.meerkat.api.load.LoadOutcome.NoSuchCatalog;
import io.meerkat.api.load.LoadOutcome.NotDone;
import io.meerkat.api.load.LoadOutcome.Unknown;
import io.meerkat.api.location.Locations;
import io.meerkat.api.ref.Closed;
import io.meerkat.command.lane.Lanes;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.commit.Allocation;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.Predicate;
import io.meerkat.model.commit.Rejection;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.storage.Database;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.commit.ContentTable;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.ResolvedRef;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes in many namespaces and tables by one commit. Files are read and fragments stored before the branch's turn, so
 * that other writers wait for the commit alone.
 */
public final class BulkLoad {
    private static final String LOCATION = "location";
    private static final int TRIES_MAX = 10;
    private static final long WAIT_SECONDS = 5;

    private final Database database;
    private final Loader loader;
    private final Lanes lanes;
    private final IdempotencyTable answers;
    private final TableReader reader;
    private final Locations locations;
    /** One load at a time: each has tens of megabytes in memory. */
    private final Semaphore turn = new Semaphore(1, true);

    public BulkLoad(
            Database database,
            Loader loader,
            Lanes lanes,
            IdempotencyTable answers,
            TableReader reader,
            Locations locations) {
        this.database = database;
        this.loader = loader;
        this.lanes = lanes;
        this.answers = answers;
        this.reader = reader;
        this.locations = locations;
    }

    /**
     * @throws LoadRefused if lines cannot be done
     * @throws IllegalArgumentException if there are too many lines
     */
    public LoadOutcome run(LoadRequest request) {
        return request.call().flatMap(this::earlier).orElseGet(() -> inTurn(request));
    }

    private Optional<LoadOutcome> earlier(IdempotentCall call) {
        return answers.find(call)
                .map(found -> found.isOf(call) && found.answer() instanceof StoredAnswer.Succeeded(var at, var json)
                        ? new Again(at, json.orElseThrow())
                        : new KeyReused());
    }

    private LoadOutcome inTurn(LoadRequest request) {
        try {
            if (!turn.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return new NotDone("another load is under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NotDone("the server is stopping");
        }
        try {
            return load(request);
        } finally {
            turn.release();
        }
    }

    private LoadOutcome load(LoadRequest request) {
        var lines = LoadLines.parse(request.lines());
        var tables = request.dryRun()
                ? TablesRead.ofDryRun(reader)
                : TablesRead.storing(
                        reader, new ContentTable(database), request.place().tenant());
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var ref = loader.ref(
                    request.place().tenant(),
                    request.place().catalog(),
                    request.place().point());
            if (ref.isEmpty()) {
                return new NoSuchCatalog();
            }
            var plan = checked(request, lines, ref.get(), tables);
            if (request.dryRun() || plan.isEmpty()) {
                return new Done(ref.get().commit(), plan.counts());
            }
            var outcome = committed(request, ref.get(), plan, tables);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return new NotDone("the branch is being changed too fast");
    }

    private Plan checked(LoadRequest request, List<LoadLine> lines, ResolvedRef ref, TablesRead tables) {
        var problems = new Problems();
        var plan = Plan.of(lines, Standing.at(ref, lines, database), request.existing(), problems);
        plan.namespaces().forEach(line -> checkLocation(line, problems));
        tables.read(plan.tables(), problems);
        LocationCheck.run(
                plan.tables(), tables, new ClaimTable(database), request.place().tenant(), problems);
        problems.requireNone();
        return plan;
    }

    private void checkLocation(NamespaceLine line, Problems problems) {
        line.properties()
                .flatMap(properties -> Optional.ofNullable(properties.get(LOCATION)))
                .ifPresent(location -> {
                    try {
                        locations.folder(location);
                    } catch (IllegalArgumentException e) {
                        problems.add(line.number(), location, String.valueOf(e.getMessage()));
                    }
                });
    }

    /** Empty if somebody was faster at one of its names or places: then the lines are looked at anew. */
    private Optional<LoadOutcome> committed(LoadRequest request, ResolvedRef ref, Plan plan, TablesRead tables) {
        var branch = ref.head();
        if (branch.isEmpty()) {
            return Optional.of(new LoadOutcome.ReadOnly());
        }
        var outcome = lanes.commit(
                ref.catalog().tenant(), ref.catalog().catalog(), branch.get(), commit(request, plan, tables));
        return switch (outcome) {
            case CommitOutcome.Committed(var id, var commit) -> Optional.of(new Done(id, plan.counts()));
            case CommitOutcome.Unchanged(var at) -> Optional.of(new Done(at, plan.counts()));
            case CommitOutcome.Replayed(StoredAnswer.Succeeded(var at, var json)) ->
                Optional.of(new Again(at, json.orElseThrow()));
            case CommitOutcome.Replayed replayed -> Optional.of(new KeyReused());
            case CommitOutcome.KeyReused reused -> Optional.of(new KeyReused());
            case CommitOutcome.NotDone(var why) -> Optional.of(new NotDone(why));
            case CommitOutcome.Unknown(var why) -> Optional.of(new Unknown(why));
            case CommitOutcome.Rejected(Rejection.Protected closed) -> Optional.of(new Forbidden(Closed.words(closed)));
            case CommitOutcome.Rejected(Rejection.NotWritable closed) ->
                Optional.of(new Forbidden(Closed.words(closed)));
            case CommitOutcome.Rejected rejected -> Optional.empty();
        };
    }

    private static CommitRequest commit(LoadRequest request, Plan plan, TablesRead tables) {
        var counts = plan.counts();
        var message = SaltedText.withFreshSalt(
                "load %d tables and %d namespaces".formatted(counts.tables(), counts.namespaces()));
        var commit = CommitRequest.by(request.actor(), message)
                .answering(request.call(), reason -> Optional.empty())
                .answerJson(request.answer().apply(counts));
        for (NamespaceLine line : plan.namespaces()) {
            var content = new NamespaceContent(line.properties().orElseGet(TreeMap::new));
            commit.relyOn(new Predicate.Absent(line.name()))
                    .edit(new Edit.Put(line.name(), freshId(), content, Optional.empty()));
        }
        for (TableLine line : plan.tables()) {
            var table = tables.of(line);
            var fields = table.content().fields();
            var id = freshId();
            commit.relyOn(new Predicate.Absent(line.name()))
                    .edit(new Edit.Put(line.name(), id, table.content(), Optional.empty()))
                    .claim(new ClaimRequest(table.claim(), id, line.name().key(), true))
                    .allocate(new Allocation(id, fields.lastColumnId(), fields.lastPartitionId()));
        }
        return commit.build();
    }

    private static ContentId freshId() {
        return new ContentId(UUID.randomUUID());
    }
}
