package io.meerkat.api.iceberg.namespace;

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
import io.meerkat.model.Identifier;
import io.meerkat.model.KeyRange;
import io.meerkat.model.Kind;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.TreeKey;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.RefPoint;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a namespace holds, whole or in pages. All pages of one listing are read at the commit of the first, so that
 * nothing is skipped or shown twice while others commit.
 */
public final class Listings {
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
        return answer("namespaces", found, limit, at, path -> path.strings());
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
                .filter(row -> row.entry().kind() == kind)
                .limit(limit + 1L)
                .map(Row::key)
                .map(key -> (ObjectName) key.identifier())
                .toList();
        return answer("identifiers", found, limit, at, Listings::identifier);
    }

    private static KeyRange after(KeyRange all, TreeKey last) {
        if (all.contains(last)) {
            return all.after(last);
        }
        throw foreignToken();
    }

    private static Map<String, Object> identifier(ObjectName name) {
        return Map.of(
                "namespace", name.namespace().strings(), "name", name.name().value());
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

    /** {@code found} holds one more than the limit where there is another page. */
    private static <T extends Identifier> Answer answer(
            String field, List<T> found, int limit, ResolvedRef at, Function<T, Object> show) {
        boolean more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        var body = new LinkedHashMap<String, Object>();
        body.put(field, shown.stream().map(show).toList());
        body.put(
                "next-page-token", more ? new Pages(at.commit(), shown.getLast().key()).token() : null);
        return ReadAt.named(at, Answer.json(200, IcebergJson.write(body)));
    }
}
