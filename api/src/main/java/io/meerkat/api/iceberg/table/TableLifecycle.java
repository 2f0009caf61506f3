package io.meerkat.api.iceberg.table;

import io.meerkat.api.http.Answer;
import io.meerkat.api.iceberg.Commits;
import io.meerkat.api.iceberg.ContentCache;
import io.meerkat.api.iceberg.IcebergCall;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.MetadataAnswers;
import io.meerkat.api.iceberg.Mutations;
import io.meerkat.api.iceberg.Mutations.Effect;
import io.meerkat.api.iceberg.ObjectMoves;
import io.meerkat.merge.body.Document;
import io.meerkat.model.Kind;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.StoredAnswer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;

/** Creating, renaming and dropping tables. */
public final class TableLifecycle {
    private final Tables tables;
    private final TableChanges changes;
    private final StagedCreates homes;
    private final ContentCache objects;
    private final Commits commits;
    private final Mutations mutations;
    private final ObjectMoves moves;

    TableLifecycle(
            Tables tables,
            TableChanges changes,
            StagedCreates homes,
            ContentCache objects,
            Commits commits,
            Mutations mutations,
            ObjectMoves moves) {
        this.tables = tables;
        this.changes = changes;
        this.homes = homes;
        this.objects = objects;
        this.commits = commits;
        this.mutations = mutations;
        this.moves = moves;
    }

    public Answer create(IcebergCall call) {
        var request = call.body(CreateTableRequest.class);
        var name = IcebergCall.named(() -> call.namespace().object(request.name()));
        return mutations.run(
                call,
                key -> request.stageCreate() ? stage(call, name, request, key) : create(call, name, request, key),
                earlier -> earlier.json()
                        .map(json -> staged(request, StagedAnswer.of(json)))
                        .orElseGet(() -> Tables.created(tables.again(call, earlier.place(call), name))));
    }

    private Effect create(IcebergCall call, ObjectName name, CreateTableRequest request, Optional<IdempotentCall> key) {
        var ref = objects.requireFree(call.place(), name, Kind.TABLE);
        var home = homes.home(ref, name, Optional.ofNullable(request.location()));
        var change = changes.created(home, name, metadata(request, home.location()), Optional.empty());
        var commit = call.commit("create table " + name, Kind.TABLE, key);
        change.addTo(commit);
        changes.write(change);
        changes.keep(call.place(), Optional.empty(), change);
        var done = commits.commit(ref, commit.build(), Kind.TABLE, List.of(change.file()));
        return Effect.at(done.at(), () -> Tables.created(change.served()));
    }

    private Effect stage(IcebergCall call, ObjectName name, CreateTableRequest request, Optional<IdempotentCall> key) {
        var ref = objects.requireFree(call.place(), name, Kind.TABLE);
        if (objects.look(call.place(), name.namespace().key()).found().isEmpty()) {
            throw IcebergError.noSuch("Namespace", name.namespace());
        }
        var home = homes.home(ref, name, Optional.ofNullable(request.location()));
        var promised = new StagedAnswer(home.contentId(), home.location());
        var answer = staged(request, promised);
        homes.stage(ref, name, home);
        mutations.remember(key, new StoredAnswer.Answered(promised.json()));
        return new Effect(Optional.empty(), () -> answer);
    }

    /** The table's own id is the object's, so that a repeated request is promised the same table. */
    private static Answer staged(CreateTableRequest request, StagedAnswer promised) {
        var table = TableMetadata.buildFrom(metadata(request, promised.location()))
                .assignUUID(promised.contentId().toString())
                .discardChanges()
                .build();
        byte[] body = TableMetadataParser.toJson(table).getBytes(StandardCharsets.UTF_8);
        return MetadataAnswers.load(Optional.empty(), Document.whole(body));
    }

    private static TableMetadata metadata(CreateTableRequest request, String location) {
        return TableUpdate.created(
                request.properties(),
                () -> TableMetadata.newTableMetadata(
                        request.schema(),
                        request.spec() == null ? PartitionSpec.unpartitioned() : request.spec(),
                        request.writeOrder() == null ? SortOrder.unsorted() : request.writeOrder(),
                        location,
                        request.properties()));
    }

    public Answer drop(IcebergCall call) {
        var name = call.table();
        boolean purge = call.flag("purgeRequested");
        return mutations.run(
                call,
                key -> {
                    var dropped = purge
                            ? moves.purge(call, Kind.TABLE, name, "drop table " + name + " and purge it", key)
                            : moves.remove(call, Kind.TABLE, name, "drop table " + name, key);
                    return Effect.at(dropped.by(), () -> Answer.empty(204));
                },
                earlier -> Answer.empty(204));
    }

    /** The answer holds every commit that happened before; the table's files stay where they are. */
    public Answer unregister(IcebergCall call) {
        var name = call.table();
        return mutations.run(
                call,
                key -> {
                    var moved = moves.remove(call, Kind.TABLE, name, "unregister table " + name, key);
                    return Effect.at(
                            moved.by(),
                            () -> Tables.unregistered(tables.guardedAfterwards(
                                    moved.object().ref(),
                                    Served.of(moved.object()).orElseThrow())));
                },
                earlier -> Tables.unregistered(tables.again(call, tables.before(earlier.place(call)), name)));
    }

    public Answer rename(IcebergCall call) {
        var request = call.body(RenameTableRequest.class);
        return moves.rename(
                call, Kind.TABLE, IcebergCall.object(request.source()), IcebergCall.object(request.destination()));
    }
}
