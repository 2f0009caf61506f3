package io.meerkat.api.iceberg.namespace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.meerkat.api.http.Answer;
import io.meerkat.api.http.Segments;
import io.meerkat.api.iceberg.IcebergCall;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.IcebergJson;
import io.meerkat.api.iceberg.Pages;
import io.meerkat.api.iceberg.ReadAt;
import io.meerkat.api.ref.Place;
import io.meerkat.merge.tree.Row;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.KeyRange;
import io.meerkat.model.Kind;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.RefPoint;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a namespace holds, whole or in pages. All pages of one listing are read at the commit of the first, so that
 * nothing is skipped or shown twice while others commit.
 */
public final class Listings {
    private static final SerializableString NAMESPACE = new SerializedString("namespace");
    private static final SerializableString NAME = new SerializedString("name");
    private static final String NEXT_PAGE = "next-page-token";

    private final Loader loader;
    private final Trees trees;

    public Listings(Loader loader, Trees trees) {
        this.loader = loader;
        this.trees = trees;
    }

    public Answer namespaces(IcebergCall call) {
        var page = Pages.of(call.request().parameter("pageToken"));
        var at = at(call, page);
        var tree = trees.at(at);
        var parent = call.request()
                .parameter("parent")
                .filter(text -> !text.isEmpty())
                .map(text -> parent(tree, text));
        var after = page.map(Pages::last).map(last -> childOf(parent, last));
        int limit = call.pageSize().orElse(Integer.MAX_VALUE - 1);
        var found = tree.childNamespaces(parent, after, limit + 1);
        var keys = found.stream().map(NamespacePath::key).toList();
        return answer("namespaces", at, new Part(keys, limit), Listings::writeLevels);
    }

    private static NamespacePath childOf(Optional<NamespacePath> parent, TreeKey last) {
        if (last.identifier() instanceof NamespacePath path && path.parent().equals(parent)) {
            return path;
        }
        throw foreignToken();
    }

    private static IcebergError foreignToken() {
        return IcebergError.badRequest("the page token is of another listing");
    }

    /** One client encodes the parent twice: what is not there as decoded once is looked for decoded again. */
    private static NamespacePath parent(Tree tree, String text) {
        var once = IcebergCall.namespace(text);
        if (tree.get(once.key()).isPresent()) {
            return once;
        }
        var twice = text.indexOf('%') < 0 ? once : IcebergCall.namespace(Segments.decode(text));
        if (tree.get(twice.key()).isEmpty()) {
            throw IcebergError.noSuch("Namespace", once);
        }
        return twice;
    }

    public Answer tables(IcebergCall call) {
        return objects(call, Kind.TABLE);
    }

    public Answer views(IcebergCall call) {
        return objects(call, Kind.VIEW);
    }

    private Answer objects(IcebergCall call, Kind kind) {
        var page = Pages.of(call.request().parameter("pageToken"));
        var at = at(call, page);
        var tree = trees.at(at);
        var namespace = call.namespace();
        if (tree.get(namespace.key()).isEmpty()) {
            throw IcebergError.noSuch("Namespace", namespace);
        }
        var all = KeyRange.objectsIn(namespace);
        int limit = call.pageSize().orElse(Integer.MAX_VALUE - 1);
        var found = tree.rows(
                        page.map(Pages::last).map(last -> after(all, last)).orElse(all))
                .filter(row -> row.kind() == kind)
                .limit(limit + 1L)
                .map(Row::key)
                .toList();
        var levels = new SerializedString(IcebergJson.text(namespace.strings()));
        return answer(
                "identifiers", at, new Part(found, limit), (json, key) -> writeObject(json, levels, key.objectName()));
    }

    private static KeyRange after(KeyRange all, TreeKey last) {
        if (all.contains(last)) {
            return all.after(last);
        }
        throw foreignToken();
    }

    /** @param levels of its namespace, as JSON */
    private static void writeObject(JsonGenerator json, SerializableString levels, String name) throws IOException {
        json.writeStartObject();
        json.writeFieldName(NAMESPACE);
        json.writeRawValue(levels);
        json.writeFieldName(NAME);
        json.writeString(name);
        json.writeEndObject();
    }

    private ResolvedRef at(IcebergCall call, Optional<Pages> page) {
        var place = call.place();
        var point =
                page.<RefPoint>map(from -> new RefPoint.AtCommit(from.commit())).orElse(place.point());
        return loader.ref(place.tenant(), place.catalog(), point).orElseThrow(() -> noSuch(place));
    }

    private static IcebergError noSuch(Place place) {
        return new IcebergError(404, "NoSuchNamespaceException", "Catalog or ref does not exist: " + place);
    }

    private static void writeLevels(JsonGenerator json, TreeKey key) throws IOException {
        var levels = ((NamespacePath) key.identifier()).strings().toArray(String[]::new);
        json.writeArray(levels, 0, levels.length);
    }

    /** What was found, and one more than the limit where there is another page. */
    private record Part(List<TreeKey> found, int limit) {
        List<TreeKey> shown() {
            return isLast() ? found : found.subList(0, limit);
        }

        boolean isLast() {
            return found.size() <= limit;
        }
    }

    /** Writes one of the names that are listed. */
    @FunctionalInterface
    private interface Shown {
        void write(JsonGenerator json, TreeKey key) throws IOException;
    }

    private static Answer answer(String field, ResolvedRef at, Part part, Shown one) {
        byte[] body = IcebergJson.write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart(field);
            for (TreeKey key : part.shown()) {
                one.write(json, key);
            }
            json.writeEndArray();
            if (part.isLast()) {
                json.writeNullField(NEXT_PAGE);
            } else {
                json.writeStringField(
                        NEXT_PAGE, new Pages(at.commit(), part.shown().getLast()).token());
            }
            json.writeEndObject();
        });
        return ReadAt.named(at, Answer.json(200, body));
    }
}
