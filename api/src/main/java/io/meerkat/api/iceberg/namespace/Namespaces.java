package io.meerkat.api.iceberg.namespace;

import io.meerkat.api.http.Answer;
import io.meerkat.api.iceberg.Commits;
import io.meerkat.api.iceberg.ContentCache;
import io.meerkat.api.iceberg.ContentCache.Found;
import io.meerkat.api.iceberg.ContentCache.Held;
import io.meerkat.api.iceberg.IcebergCall;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.IcebergJson;
import io.meerkat.api.iceberg.Mutations;
import io.meerkat.api.iceberg.Mutations.Effect;
import io.meerkat.api.iceberg.Overtaken;
import io.meerkat.api.iceberg.ReadAt;
import io.meerkat.api.location.Locations;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.Kind;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.Predicate;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.storage.load.ResolvedRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.UpdateNamespacePropertiesRequest;

/** Creating, showing, changing and dropping one namespace. */
public final class Namespaces {
    private static final String LOCATION = "location";

    private final ContentCache objects;
    private final Commits commits;
    private final Mutations mutations;
    private final Locations locations;

    public Namespaces(ContentCache objects, Commits commits, Mutations mutations, Locations locations) {
        this.objects = objects;
        this.commits = commits;
        this.mutations = mutations;
        this.locations = locations;
    }

    public Answer create(IcebergCall call) {
        var request = call.body(CreateNamespaceRequest.class);
        var path = IcebergCall.namespace(List.of(request.namespace().levels()));
        requireLocation(request.properties());
        var content = new NamespaceContent(new TreeMap<>(request.properties()));
        return mutations.run(
                call,
                key -> create(call, path, content, key),
                earlier -> show(objects.look(call.place(), path.key()).ref(), content, path));
    }

    private Effect create(
            IcebergCall call, NamespacePath path, NamespaceContent content, Optional<IdempotentCall> key) {
        var looked = objects.look(call.place(), path.key());
        if (looked.found().isPresent()) {
            throw IcebergError.alreadyExists("Namespace already exists: " + path);
        }
        var request = call.commit("create namespace " + path, Kind.NAMESPACE, key)
                .relyOn(new Predicate.Absent(path))
                .edit(new Edit.Put(path, new ContentId(UUID.randomUUID()), content, Optional.empty()))
                .build();
        objects.keep(call.place().tenant(), Held.of(content));
        var done = commits.commit(looked.ref(), request, Kind.NAMESPACE);
        return Effect.at(done.at(), () -> show(looked.ref(), content, path));
    }

    public Answer load(IcebergCall call) {
        var path = call.namespace();
        var found = require(call, path);
        return ReadAt.named(found.ref(), show(found.ref(), new NamespaceContent(properties(found)), path));
    }

    public Answer exists(IcebergCall call) {
        return ReadAt.named(require(call, call.namespace()).ref(), Answer.empty(204));
    }

    public Answer drop(IcebergCall call) {
        var path = call.namespace();
        return mutations.run(
                call,
                key -> {
                    var found = require(call, path);
                    var request = call.commit("drop namespace " + path, Kind.NAMESPACE, key)
                            .relyOn(new Predicate.HoldsObject(
                                    path, found.entry().contentId()))
                            .relyOn(new Predicate.NothingBelow(path))
                            .edit(new Edit.Remove(path, Optional.empty()))
                            .build();
                    return commits.commit(found.ref(), request, Kind.NAMESPACE)
                            .then(at -> Effect.at(at, () -> Answer.empty(204)))
                            .orElseThrow(() -> IcebergError.noSuch("Namespace", path));
                },
                earlier -> Answer.empty(204));
    }

    public Answer update(IcebergCall call) {
        var path = call.namespace();
        var request = call.body(UpdateNamespacePropertiesRequest.class);
        requireLocation(request.updates());
        return mutations.run(
                call,
                key -> update(call, path, request, key),
                earlier -> answer(earlier.json().orElseThrow()));
    }

    private Effect update(
            IcebergCall call,
            NamespacePath path,
            UpdateNamespacePropertiesRequest request,
            Optional<IdempotentCall> key) {
        return Overtaken.again(path, () -> {
            var found = require(call, path);
            var change = PropertyChange.of(properties(found), request);
            requireFitting(change.answer(), key);
            var content = new NamespaceContent(change.after());
            var commit = call.commit("update properties of namespace " + path, Kind.NAMESPACE, key)
                    .relyOn(new Predicate.Holds(path, found.entry().content()))
                    .edit(new Edit.Put(path, found.entry().contentId(), content, Optional.empty()))
                    .answerJson(change.answer())
                    .build();
            objects.keep(call.place().tenant(), Held.of(content));
            return commits.commit(found.ref(), commit, Kind.NAMESPACE)
                    .then(at -> Effect.at(at, () -> answer(change.answer())));
        });
    }

    /** Without a key nothing is remembered, and an answer may be of any length. */
    private static void requireFitting(String answer, Optional<IdempotentCall> key) {
        if (key.isPresent() && !StoredAnswer.fits(answer)) {
            throw IcebergError.badRequest(
                    "The answer would have more than the %d bytes that an idempotency key remembers: change fewer properties at once"
                            .formatted(StoredAnswer.JSON_BYTES_MAX));
        }
    }

    /** Some clients place new tables by it. */
    private void requireLocation(Map<String, String> properties) {
        Optional.ofNullable(properties.get(LOCATION))
                .ifPresent(location -> IcebergCall.named(() -> locations.folder(location)));
    }

    private static Answer answer(String json) {
        return Answer.json(200, json.getBytes(StandardCharsets.UTF_8));
    }

    private Found require(IcebergCall call, NamespacePath path) {
        return objects.look(call.place(), path.key()).found().orElseThrow(() -> IcebergError.noSuch("Namespace", path));
    }

    private static SortedMap<String, String> properties(Found found) {
        return ((NamespaceContent) found.held().content()).properties();
    }

    /** Shows where its tables go, too, unless it names a location of its own: some clients place new tables by that. */
    private static Answer show(ResolvedRef ref, NamespaceContent content, NamespacePath path) {
        var properties = new TreeMap<>(content.properties());
        properties.putIfAbsent(LOCATION, Locations.ofNamespace(ref.catalog().root(), path));
        return Answer.json(200, IcebergJson.write(Map.of("namespace", path.strings(), "properties", properties)));
    }
}
