package io.meerkat.api.iceberg.table;

import io.meerkat.api.http.Answer;
import io.meerkat.api.iceberg.Commits;
import io.meerkat.api.iceberg.Commits.Done;
import io.meerkat.api.iceberg.ContentCache;
import io.meerkat.api.iceberg.IcebergCall;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.Mutations;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import io.meerkat.model.ObjectName;
import io.meerkat.model.SaltedText;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.CommitRequestBuilder;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.Predicate;
import io.meerkat.storage.load.ResolvedRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;

/** Creating, renaming and dropping tables. */
public final class TableLifecycle {
    private static final int TRIES_MAX = 100;

    private final Tables tables;
    private final TableChanges changes;
    private final StagedCreates homes;
    private final ContentCache objects;
    private final Commits commits;
    private final Mutations mutations;
    private final MetadataFiles files;

    TableLifecycle(
            Tables tables,
            TableChanges changes,
            StagedCreates homes,
            ContentCache objects,
            Commits commits,
            Mutations mutations,
            MetadataFiles files) {
        this.tables = tables;
        this.changes = changes;
        this.homes = homes;
        this.objects = objects;
        this.commits = commits;
        this.mutations = mutations;
        this.files = files;
    }

    public Answer create(IcebergCall call) {
        var request = call.body(CreateTableRequest.class);
        var name = IcebergCall.named(() -> call.namespace().object(request.name()));
        return mutations.run(
                call,
                key -> request.stageCreate() ? stage(call, name, request, key) : create(call, name, request, key),
                json -> json.map(text -> Answer.json(200, text.getBytes(StandardCharsets.UTF_8)))
                        .orElseGet(() -> tables.created(call, name)));
    }

    private Answer create(IcebergCall call, ObjectName name, CreateTableRequest request, Optional<IdempotentCall> key) {
        var ref = requireAbsent(call, name);
        var home = homes.home(ref, name, Optional.ofNullable(request.location()));
        var change = changes.created(home, name, metadata(request, home.location()), Optional.empty());
        var commit = begin(call, "create table " + name, key);
        change.addTo(commit);
        try {
            if (commits.commit(ref, commit.build(), Kind.TABLE) instanceof Done.Now) {
                return tables.created(call, name);
            }
        } catch (IcebergError e) {
            if (e.status() < 500 || e.status() == 503) {
                files.discard(change.file());
            }
            throw e;
        }
        files.discard(change.file());
        return tables.created(call, name);
    }

    private Answer stage(IcebergCall call, ObjectName name, CreateTableRequest request, Optional<IdempotentCall> key) {
        var ref = requireAbsent(call, name);
        if (objects.look(call.place(), name.namespace().key()).found().isEmpty()) {
            throw IcebergError.noSuch("Namespace", name.namespace());
        }
        var home = homes.home(ref, name, Optional.ofNullable(request.location()));
        var table = metadata(request, home.location());
        homes.stage(ref, name, home);
        byte[] body = TableMetadataParser.toJson(table).getBytes(StandardCharsets.UTF_8);
        var answer = TableAnswers.load(Optional.empty(), body);
        return mutations.remember(key, answer, answer.text());
    }

    private ResolvedRef requireAbsent(IcebergCall call, ObjectName name) {
        var looked = objects.look(call.place(), name.key());
        looked.found().map(found -> found.entry().kind()).ifPresent(kind -> {
            throw IcebergError.alreadyExists(
                    kind == Kind.TABLE
                            ? "Table already exists: " + name
                            : "View with same name already exists: " + name);
        });
        return looked.ref();
    }

    private static TableMetadata metadata(CreateTableRequest request, String location) {
        return IcebergCall.named(() -> TableMetadata.newTableMetadata(
                request.schema(),
                request.spec() == null ? org.apache.iceberg.PartitionSpec.unpartitioned() : request.spec(),
                request.writeOrder() == null ? org.apache.iceberg.SortOrder.unsorted() : request.writeOrder(),
                location,
                request.properties()));
    }

    public Answer drop(IcebergCall call) {
        var name = call.table();
        return mutations.run(
                call,
                key -> {
                    remove(call, name, "drop table " + name, key);
                    return Answer.empty(204);
                },
                json -> Answer.empty(204));
    }

    /** Removes the table as it stands when its turn comes, and returns what it was. */
    private Served remove(IcebergCall call, ObjectName name, String message, Optional<IdempotentCall> key) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var served = tables.served(call.place(), name).orElseThrow(() -> IcebergError.noSuch("Table", name));
            var request = begin(call, message, key)
                    .relyOn(new Predicate.Holds(name, served.found().entry().content()))
                    .edit(new Edit.Remove(name, Optional.empty()))
                    .build();
            if (!(commits.commit(served.found().ref(), request, Kind.TABLE) instanceof Done.Moved)) {
                return served;
            }
        }
        throw IcebergError.tryAgain("The table %s is being changed too fast".formatted(name));
    }

    /** The answer holds every commit that happened before; the table's files stay where they are. */
    public Answer unregister(IcebergCall call) {
        var name = call.table();
        return mutations.run(
                call,
                key -> {
                    var served = remove(call, name, "unregister table " + name, key);
                    return TableAnswers.commit(
                            served.content().metadataLocation().orElse(""), served.body());
                },
                json -> Answer.empty(204));
    }

    public Answer rename(IcebergCall call) {
        var request = call.body(RenameTableRequest.class);
        var from = name(request.source());
        var to = name(request.destination());
        return mutations.run(
                call,
                key -> {
                    rename(call, from, to, key);
                    return Answer.empty(204);
                },
                json -> Answer.empty(204));
    }

    private void rename(IcebergCall call, ObjectName from, ObjectName to, Optional<IdempotentCall> key) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var found = objects.look(call.place(), from.key())
                    .found()
                    .filter(object -> object.entry().kind() == Kind.TABLE)
                    .orElseThrow(() -> IcebergError.noSuch("Table", from));
            requireFree(call, from, to);
            Entry entry = found.entry();
            var commit = begin(call, "rename table %s to %s".formatted(from, to), key)
                    .relyOn(new Predicate.Holds(from, entry.content()))
                    .relyOn(new Predicate.NamespaceExists(to.namespace()))
                    .relyOn(new Predicate.Absent(to))
                    .edit(new Edit.Remove(from, Optional.empty()))
                    .edit(new Edit.Put(to, entry.contentId(), found.held().content(), Optional.empty()))
                    .build();
            if (!(commits.commit(found.ref(), commit, Kind.TABLE) instanceof Done.Moved)) {
                return;
            }
        }
        throw IcebergError.tryAgain("The table %s is being changed too fast".formatted(from));
    }

    private void requireFree(IcebergCall call, ObjectName from, ObjectName to) {
        objects.look(call.place(), to.key()).found().ifPresent(other -> {
            throw IcebergError.alreadyExists("Cannot rename %s to %s. %s already exists"
                    .formatted(from, to, other.entry().kind() == Kind.VIEW ? "View" : "Table"));
        });
    }

    private static ObjectName name(TableIdentifier identifier) {
        return IcebergCall.named(() ->
                IcebergCall.namespace(List.of(identifier.namespace().levels())).object(identifier.name()));
    }

    private static CommitRequestBuilder begin(IcebergCall call, String message, Optional<IdempotentCall> key) {
        return CommitRequest.by(call.request().actor(), SaltedText.withFreshSalt(message))
                .answering(key, reason -> Optional.empty());
    }
}
