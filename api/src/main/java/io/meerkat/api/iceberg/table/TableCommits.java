package io.meerkat.api.iceberg.table;

import io.meerkat.api.http.Answer;
import io.meerkat.api.iceberg.Commits;
import io.meerkat.api.iceberg.Commits.Done;
import io.meerkat.api.iceberg.IcebergCall;
import io.meerkat.api.iceberg.Mutations;
import io.meerkat.api.iceberg.Mutations.Effect;
import io.meerkat.api.iceberg.Overtaken;
import io.meerkat.api.iceberg.RequiredFields;
import io.meerkat.api.iceberg.table.TableChanges.Result;
import io.meerkat.api.iceberg.table.TableChanges.Wanted;
import io.meerkat.api.iceberg.table.TableUpdate.Step;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.model.CommitId;
import io.meerkat.model.Kind;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.IdempotentCall;
import java.util.ArrayList;
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
    private final TableLanes lanes = new TableLanes();
    private final Commits commits;
    private final Mutations mutations;
    private final MetadataFiles files;
    private final Tables tables;

    TableCommits(TableChanges changes, Commits commits, Mutations mutations, MetadataFiles files, Tables tables) {
        this.changes = changes;
        this.commits = commits;
        this.mutations = mutations;
        this.files = files;
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
                earlier -> Tables.committed(tables.require(earlier.place(call), name)));
    }

    private static Answer committed(Result result) {
        return Tables.committed(
                result.change().map(TableChange::served).or(result::before).orElseThrow());
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
        return lanes.inTurn(call.place(), keys, () -> retrying(call, merged, key));
    }

    private Landed retrying(IcebergCall call, List<Wanted> wanted, Optional<IdempotentCall> key) {
        return Overtaken.again(names(wanted), () -> {
            var results = prepareAll(call, wanted);
            return commitAll(call, results, key).then(at -> new Landed(at, results));
        });
    }

    private List<Result> prepareAll(IcebergCall call, List<Wanted> wanted) {
        var results = new ArrayList<Result>();
        try {
            wanted.forEach(one -> results.add(changes.prepare(call.place(), one)));
            return results;
        } catch (RuntimeException e) {
            discard(results);
            throw e;
        }
    }

    private Done commitAll(IcebergCall call, List<Result> results, Optional<IdempotentCall> key) {
        var changed =
                results.stream().flatMap(result -> result.change().stream()).toList();
        if (changed.isEmpty()) {
            var ref = results.isEmpty()
                    ? tables.ref(call.place())
                    : results.getFirst().ref();
            mutations.rememberUnchanged(key, ref);
            return new Done.Now(ref.commit());
        }
        String names = changed.stream().map(change -> change.name().toString()).collect(Collectors.joining(", "));
        var request = call.commit("update " + names, Kind.TABLE, key);
        changed.forEach(change -> change.addTo(request));
        var written = changed.stream().map(TableChange::file).toList();
        var done = commits.commit(results.getFirst().ref(), request.build(), Kind.TABLE, written);
        if (done instanceof Done.Now) {
            results.forEach(result ->
                    result.change().ifPresent(change -> changes.committed(call.place(), result.before(), change)));
        }
        return done;
    }

    private void discard(List<Result> results) {
        results.forEach(result -> result.change().ifPresent(change -> files.discard(change.file())));
    }

    private static String names(List<Wanted> wanted) {
        return wanted.stream().map(one -> one.name().toString()).collect(Collectors.joining(", "));
    }
}
