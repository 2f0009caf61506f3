package io.meerkat.api.iceberg.view;

import io.meerkat.api.http.Answer;
import io.meerkat.api.iceberg.Commits;
import io.meerkat.api.iceberg.ContentCache;
import io.meerkat.api.iceberg.ContentCache.Found;
import io.meerkat.api.iceberg.ForeignMetadata;
import io.meerkat.api.iceberg.IcebergCall;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.MetadataAnswers;
import io.meerkat.api.iceberg.Mutations;
import io.meerkat.api.iceberg.Mutations.Effect;
import io.meerkat.api.iceberg.NumberProperties;
import io.meerkat.api.iceberg.ObjectLocations;
import io.meerkat.api.iceberg.ObjectMoves;
import io.meerkat.api.iceberg.Overtaken;
import io.meerkat.api.iceberg.ReadAt;
import io.meerkat.api.iceberg.RequiredFields;
import io.meerkat.api.location.Locations;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.api.ref.Place;
import io.meerkat.model.Content.ViewContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.Kind;
import io.meerkat.model.ObjectName;
import io.meerkat.model.commit.CommitRequestBuilder;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.Predicate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.rest.requests.CreateViewRequest;
import org.apache.iceberg.rest.requests.RegisterViewRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;

/** Views: they have metadata and a history as tables do, and own no location. */
public final class Views {
    private static final int ID_DIGITS = 8;

    private final ContentCache objects;
    private final Commits commits;
    private final Mutations mutations;
    private final ObjectMoves moves;
    private final ObjectLocations locations;
    private final MetadataFiles files;
    private final ForeignMetadata metadata;

    public Views(
            ContentCache objects,
            Commits commits,
            Mutations mutations,
            ObjectMoves moves,
            ObjectLocations locations,
            MetadataFiles files) {
        this.objects = objects;
        this.commits = commits;
        this.mutations = mutations;
        this.moves = moves;
        this.locations = locations;
        this.files = files;
        this.metadata = new ForeignMetadata(files, "view");
    }

    public Answer load(IcebergCall call) {
        var found = require(call.place(), call.view());
        return ReadAt.named(found.ref(), show(found));
    }

    public Answer exists(IcebergCall call) {
        return ReadAt.named(require(call.place(), call.view()).ref(), Answer.empty(204));
    }

    public Answer drop(IcebergCall call) {
        var name = call.view();
        return mutations.run(
                call,
                key -> {
                    var dropped = moves.remove(call, Kind.VIEW, name, "drop view " + name, key);
                    return Effect.at(dropped.by(), () -> Answer.empty(204));
                },
                earlier -> Answer.empty(204));
    }

    public Answer rename(IcebergCall call) {
        var request = call.body(RenameTableRequest.class);
        return moves.rename(
                call, Kind.VIEW, IcebergCall.object(request.source()), IcebergCall.object(request.destination()));
    }

    public Answer create(IcebergCall call) {
        var request = call.body(CreateViewRequest.class);
        var name = IcebergCall.named(() -> call.namespace().object(request.name()));
        return mutations.run(
                call,
                key -> {
                    var ref = objects.requireFree(call.place(), name, Kind.VIEW);
                    var id = new ContentId(UUID.randomUUID());
                    String location = Optional.ofNullable(request.location())
                            .orElseGet(() -> Locations.propose(ref.catalog().root(), name, id, ID_DIGITS));
                    ViewUpdate.requireVersion(request.viewVersion());
                    NumberProperties.require(request.properties());
                    var view = ViewUpdate.checked(() -> ViewMetadata.builder()
                            .assignUUID(UUID.randomUUID().toString())
                            .setLocation(location)
                            .setProperties(request.properties())
                            .setCurrentVersion(request.viewVersion(), request.schema())
                            .build());
                    var file = locations.nextFile(view, Optional.empty());
                    var prepared = PreparedView.of(view, file);
                    files.write(file, prepared.document(), prepared.hash());
                    var commit = adding(call, "create view " + name, name, id, prepared, key);
                    objects.keep(call.place().tenant(), prepared.held());
                    var done = commits.commit(ref, commit.build(), Kind.VIEW, List.of(file));
                    return Effect.at(done.at(), () -> show(prepared));
                },
                earlier -> show(require(earlier.place(call), name)));
    }

    public Answer register(IcebergCall call) {
        var request = call.body(RegisterViewRequest.class);
        var name = IcebergCall.named(() -> call.namespace().object(request.name()));
        return mutations.run(
                call,
                key -> {
                    var ref = objects.requireFree(call.place(), name, Kind.VIEW);
                    var prepared = PreparedView.of(read(request.metadataLocation()), request.metadataLocation());
                    var id = new ContentId(UUID.randomUUID());
                    var commit = adding(call, "register view " + name, name, id, prepared, key);
                    objects.keep(call.place().tenant(), prepared.held());
                    var done = commits.commit(ref, commit.build(), Kind.VIEW);
                    return Effect.at(done.at(), () -> show(prepared));
                },
                earlier -> show(require(earlier.place(call), name)));
    }

    public Answer replace(IcebergCall call) {
        var name = call.view();
        var request = call.body(UpdateTableRequest.class);
        RequiredFields.ofViewCommit(call.request().body());
        return mutations.run(
                call, key -> replace(call, name, request, key), earlier -> show(require(earlier.place(call), name)));
    }

    private Effect replace(
            IcebergCall call, ObjectName name, UpdateTableRequest request, Optional<IdempotentCall> key) {
        return Overtaken.again(name, () -> {
            var found = require(call.place(), name);
            var base = ViewUpdate.parse(found);
            var updated = ViewUpdate.apply(base, request.requirements(), request.updates());
            if (updated.changes().isEmpty()) {
                mutations.rememberUnchanged(key, found.ref());
                return Optional.of(Effect.at(found.ref().commit(), () -> show(found)));
            }
            var file = locations.nextFile(updated, content(found).metadataLocation());
            var prepared = PreparedView.of(updated, file);
            files.write(file, prepared.document(), prepared.hash());
            var commit = call.commit("replace view " + name, Kind.VIEW, key)
                    .relyOn(new Predicate.Holds(name, found.entry().content()))
                    .edit(new Edit.Put(name, found.entry().contentId(), prepared.content(), Optional.empty()))
                    .store(prepared.fragments());
            objects.keep(call.place().tenant(), prepared.held());
            return commits.commit(found.ref(), commit.build(), Kind.VIEW, List.of(file))
                    .then(at -> Effect.at(at, () -> show(prepared)));
        });
    }

    private static CommitRequestBuilder adding(
            IcebergCall call,
            String message,
            ObjectName name,
            ContentId id,
            PreparedView prepared,
            Optional<IdempotentCall> key) {
        return call.commit(message, Kind.VIEW, key)
                .relyOn(new Predicate.NamespaceExists(name.namespace()))
                .relyOn(new Predicate.Absent(name))
                .edit(new Edit.Put(name, id, prepared.content(), Optional.empty()))
                .store(prepared.fragments());
    }

    private Found require(Place place, ObjectName name) {
        return objects.look(place, name.key())
                .found()
                .filter(found -> found.entry().kind() == Kind.VIEW)
                .orElseThrow(() -> IcebergError.noSuch("View", name));
    }

    private ViewMetadata read(String location) {
        return metadata.read(location, (at, text) -> {
            var view = ViewUpdate.checked(() -> ViewMetadataParser.fromJson(at, text));
            IcebergError.requireUuid(view.uuid());
            locations.check(view);
            return view;
        });
    }

    private static Answer show(Found found) {
        return MetadataAnswers.load(
                content(found).metadataLocation(), found.held().document());
    }

    private static Answer show(PreparedView view) {
        return MetadataAnswers.load(view.content().metadataLocation(), view.document());
    }

    private static ViewContent content(Found found) {
        return (ViewContent) found.held().content();
    }
}
