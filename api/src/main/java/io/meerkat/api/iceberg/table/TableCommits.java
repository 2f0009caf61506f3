package io.meerkat.api.iceberg.table;

import io.meerkat.api.http.Answer;
import io.meerkat.api.iceberg.Commits;
import io.meerkat.api.iceberg.Commits.Done;
import io.meerkat.api.iceberg.Commits.Underway;
import io.meerkat.api.iceberg.IcebergCall;
import io.meerkat.api.iceberg.Mutations;
import io.meerkat.api.iceberg.Mutations.Effect;
import io.meerkat.api.iceberg.Overtaken;
import io.meerkat.api.iceberg.RequiredFields;
import io.meerkat.api.iceberg.table.TableChanges.Base;
import io.meerkat.api.iceberg.table.TableChanges.Result;
import io.meerkat.api.iceberg.table.TableChanges.Wanted;
import io.meerkat.api.iceberg.table.TableLanes.Ahead;
import io.meerkat.api.iceberg.table.TableUpdate.Step;
import io.meerkat.api.ref.Place;
import io.meerkat.model.CommitId;
import io.meerkat.model.Kind;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.storage.load.ResolvedRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.rest.requests.CommitTransactionRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;

/**
 * Commits of one table and of many at once. A change that finds another one committed before it is applied again on the
 * newer table; only a requirement that does not hold there is a conflict for the client.
 */
public final class TableCommits {
    private final TableChanges changes;
    private final TableLanes lanes;
    private final Plans plans;
    private final Commits commits;
    private final Mutations mutations;
    private final Tables tables;

    TableCommits(TableChanges changes, Commits commits, Mutations mutations, Tables tables, TableLanes lanes) {
        this.changes = changes;
        this.lanes = lanes;
        this.plans = new Plans(changes, lanes);
        this.commits = commits;
        this.mutations = mutations;
        this.tables = tables;
    }

    public Answer commit(IcebergCall call) {
        var name = call.table();
        var request = call.body(UpdateTableRequest.class);
        RequiredFields.ofTableCommit(call.request().body());
        var wanted = wanted(name, request);
        return mutations.run(
                call,
                key -> {
                    var landed = commit(call, List.of(wanted), key);
                    return Effect.at(
                            landed.at(), () -> committed(landed.results().getFirst()));
                },
                earlier -> Tables.committed(tables.again(call, earlier.place(call), name)));
    }

    private Answer committed(Result result) {
        var table = result.change().map(TableChange::served).or(result::before).orElseThrow();
        return Tables.committed(tables.guardedAfterwards(result.ref(), table));
    }

    public Answer transaction(IcebergCall call) {
        var request = call.body(CommitTransactionRequest.class);
        RequiredFields.ofTransaction(call.request().body());
        var all = request.tableChanges().stream()
                .map(change -> wanted(IcebergCall.object(change.identifier()), change))
                .toList();
        return mutations.run(
                call,
                key -> Effect.at(commit(call, all, key).at(), () -> Answer.empty(204)),
                earlier -> Answer.empty(204));
    }

    private static Wanted wanted(ObjectName name, UpdateTableRequest request) {
        return new Wanted(name, List.of(new Step(request.requirements(), request.updates())));
    }

    /** What was wanted, as it is at this commit. */
    private record Landed(CommitId at, List<Result> results) {}

    private Landed commit(IcebergCall call, List<Wanted> wanted, Optional<IdempotentCall> key) {
        var merged = Wanted.merge(wanted);
        var keys = merged.stream().map(one -> one.name().key()).toList();
        return Overtaken.again(names(merged), () -> {
            var announced = lanes.inTurn(call.place(), keys, () -> announce(call, merged, key));
            announced
                    .request()
                    .ifPresent(request -> request.submit(
                            announced.before(), () -> announced.changes().forEach(changes::write)));
            return done(call.place(), announced).then(at -> new Landed(at, announced.results()));
        });
    }

    /** Prepared changes, and the request that was announced for them; none where nothing is to be changed at a ref. */
    private record Announced(List<Result> results, Optional<Underway> request, List<Underway> before, ResolvedRef ref) {
        List<TableChange> changes() {
            return results.stream().flatMap(result -> result.change().stream()).toList();
        }
    }

    private Announced announce(IcebergCall call, List<Wanted> wanted, Optional<IdempotentCall> key) {
        var planned = plans.plan(call.place(), wanted);
        var results = planned.results();
        var ref = results.isEmpty()
                ? tables.ref(call.place())
                : results.getFirst().ref();
        if (results.stream().allMatch(result -> result.change().isEmpty())) {
            mutations.rememberUnchanged(key, ref);
            return new Announced(results, Optional.empty(), List.of(), ref);
        }
        for (Result result : results) {
            result.change().ifPresent(change -> changes.keep(call.place(), result.before(), change));
        }
        var request = request(call, results, ref, key);
        var announced = new Announced(results, Optional.of(request), planned.before(), ref);
        for (TableChange change : announced.changes()) {
            var table = change.name().key();
            var chain = planned.chain(table);
            chain.add(request);
            lanes.announced(call.place(), table, Ahead.of(new Base(ref, change.served()), request, chain));
        }
        return announced;
    }

    private Underway request(IcebergCall call, List<Result> results, ResolvedRef ref, Optional<IdempotentCall> key) {
        var changed =
                results.stream().flatMap(result -> result.change().stream()).toList();
        var message = changed.stream().map(TableChange::message).collect(Collectors.joining("; "));
        var request = call.commit(message, Kind.TABLE, key);
        results.forEach(result -> result.unchanged().ifPresent(request::relyOn));
        changed.forEach(change -> change.addTo(request));
        var files = changed.stream().map(TableChange::file).toList();
        return commits.announce(ref, request.build(), Kind.TABLE, files);
    }

    private Done done(Place place, Announced announced) {
        if (announced.request().isEmpty()) {
            return new Done.Now(announced.ref().commit());
        }
        var request = announced.request().get();
        var tables =
                announced.changes().stream().map(change -> change.name().key()).toList();
        try {
            var done = request.await();
            switch (done) {
                case Done.Now _ -> {
                    tables.forEach(table -> lanes.committed(place, table, request));
                    release(place, announced.results());
                }
                case Done.Moved _ -> tables.forEach(table -> lanes.overtaken(place, table, request));
            }
            return done;
        } catch (RuntimeException e) {
            tables.forEach(table -> lanes.failed(place, table, request));
            throw e;
        }
    }

    private void release(Place place, List<Result> results) {
        results.forEach(result ->
                result.change().flatMap(change -> result.before()).ifPresent(before -> changes.release(place, before)));
    }

    private static String names(List<Wanted> wanted) {
        return wanted.stream().map(one -> one.name().toString()).collect(Collectors.joining(", "));
    }
}
