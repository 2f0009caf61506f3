package io.meerkat.api.iceberg.table;

import io.meerkat.api.http.Answer;
import io.meerkat.api.iceberg.Commits;
import io.meerkat.api.iceberg.ContentCache;
import io.meerkat.api.iceberg.ContentCache.Found;
import io.meerkat.api.iceberg.IcebergCall;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.Mutations;
import io.meerkat.api.iceberg.Mutations.Effect;
import io.meerkat.api.iceberg.ObjectLocations;
import io.meerkat.api.iceberg.Overtaken;
import io.meerkat.model.ContentId;
import io.meerkat.model.Kind;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.ClaimRequest;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.Predicate;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.rest.requests.RegisterTableRequest;

/** Takes in a table by a metadata file that exists already, as a new one or in place of another. */
public final class TableRegistration {
    private final Tables tables;
    private final ContentCache objects;
    private final Commits commits;
    private final Mutations mutations;
    private final ObjectLocations locations;
    private final ForeignTables foreign;

    TableRegistration(
            Tables tables,
            ContentCache objects,
            Commits commits,
            Mutations mutations,
            ObjectLocations locations,
            ForeignTables foreign) {
        this.tables = tables;
        this.objects = objects;
        this.commits = commits;
        this.mutations = mutations;
        this.locations = locations;
        this.foreign = foreign;
    }

    public Answer register(IcebergCall call) {
        var request = call.body(RegisterTableRequest.class);
        var name = IcebergCall.named(() -> call.namespace().object(request.name()));
        return mutations.run(
                call,
                key -> register(call, name, request, key),
                earlier -> Tables.created(tables.again(call, earlier.place(call), name)));
    }

    private Effect register(
            IcebergCall call, ObjectName name, RegisterTableRequest request, Optional<IdempotentCall> key) {
        var prepared = foreign.prepared(request.metadataLocation());
        return Overtaken.again(name, () -> {
            var looked = objects.look(call.place(), name.key());
            looked.found().ifPresent(found -> requireReplaceable(found, name, request.overwrite()));
            var id = looked.found()
                    .flatMap(found -> sameTable(found, prepared))
                    .orElseGet(() -> new ContentId(UUID.randomUUID()));
            Predicate stands = looked.found()
                    .<Predicate>map(
                            found -> new Predicate.Holds(name, found.entry().content()))
                    .orElseGet(() -> new Predicate.Absent(name));
            var commit = call.commit("register table " + name, Kind.TABLE, key)
                    .relyOn(new Predicate.NamespaceExists(name.namespace()))
                    .relyOn(stands)
                    .edit(new Edit.Put(name, id, prepared.content(), Optional.empty()))
                    .store(prepared.fragments())
                    .claim(new ClaimRequest(locations.claim(prepared.metadata().location()), id, name.key(), true))
                    .allocate(TableChange.allocation(id, prepared));
            var mark = looked.found()
                    .filter(found -> found.entry().contentId().equals(id))
                    .flatMap(Found::mark);
            return commits.commit(looked.ref(), commit.build(), Kind.TABLE)
                    .then(at -> Effect.at(
                            at,
                            () -> Tables.created(
                                    tables.guardedAfterwards(looked.ref(), Served.of(id, prepared, mark)))));
        });
    }

    private static void requireReplaceable(Found found, ObjectName name, boolean overwrite) {
        if (found.entry().kind() != Kind.TABLE) {
            throw IcebergError.alreadyExists("View with same name already exists: " + name);
        }
        if (!overwrite) {
            throw IcebergError.alreadyExists("Table already exists: " + name);
        }
    }

    /** Replacing a table by a state of itself keeps its identity. */
    private static Optional<ContentId> sameTable(Found found, Prepared prepared) {
        return Served.of(found)
                .filter(served -> served.content()
                        .fields()
                        .uuid()
                        .equals(prepared.content().fields().uuid()))
                .map(served -> found.entry().contentId());
    }
}
