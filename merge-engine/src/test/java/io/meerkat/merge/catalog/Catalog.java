package io.meerkat.merge.catalog;

import com.google.common.base.Suppliers;
import com.google.common.hash.Hashing;
import io.meerkat.merge.tree.Row;
import io.meerkat.merge.tree.Tree;
import io.meerkat.merge.tree.UnknownNodeException;
import io.meerkat.model.Body;
import io.meerkat.model.Content;
import io.meerkat.model.Content.AssetContent;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Content.ViewContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Identifier;
import io.meerkat.model.KeyRange;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.TableFields;
import io.meerkat.model.TreeKey;
import io.meerkat.model.ViewFields;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A catalog in the making: each step gives another one. Names are written with dots. An object's content id follows from
 * its kind and its label, which is its name unless another one is given.
 */
final class Catalog {
    private final Store store;
    private final NavigableMap<TreeKey, Entry> rows;
    private final Supplier<Tree> tree;

    Catalog(Store store, NavigableMap<TreeKey, Entry> rows) {
        this.store = store;
        this.rows = rows;
        this.tree = Suppliers.memoize(() -> tree(rows));
    }

    Store store() {
        return store;
    }

    NavigableMap<TreeKey, Entry> rows() {
        return rows;
    }

    Tree tree() {
        return tree.get();
    }

    static Catalog empty() {
        return new Catalog(new Store(), new TreeMap<>());
    }

    static NamespacePath path(String name) {
        return NamespacePath.of(name.split("\\."));
    }

    static ObjectName object(String name) {
        int dot = name.lastIndexOf('.');
        return path(name.substring(0, dot)).object(name.substring(dot + 1));
    }

    static TreeKey key(String name) {
        return object(name).key();
    }

    static ContentId id(String label) {
        return new ContentId(uuid("id of " + label));
    }

    static UUID uuid(String text) {
        var hash = ByteBuffer.wrap(
                Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes());
        return new UUID(hash.getLong(), hash.getLong());
    }

    Catalog namespace(String name) {
        return namespace(name, name, Map.of());
    }

    Catalog namespace(String name, String label, Map<String, String> properties) {
        return with(path(name).key(), entry(id("namespace " + label), new NamespaceContent(new TreeMap<>(properties))));
    }

    Catalog table(String name) {
        return table(name, name);
    }

    Catalog table(String name, String label) {
        return table(name, label, "file:///warehouse/" + label);
    }

    Catalog table(String name, String label, String location) {
        var fields = new TableFields(2, uuid("table " + label), location, 0, -1, 0, 999, 0);
        return with(key(name), entry(id(label), new TableContent(Optional.empty(), fields, new Body(List.of()))));
    }

    Catalog view(String name) {
        return view(name, name, 1);
    }

    Catalog view(String name, String label, int version) {
        var fields = new ViewFields(1, uuid("view " + label), "file:///warehouse/" + label, 0, version);
        return with(
                key(name), entry(id("view " + label), new ViewContent(Optional.empty(), fields, new Body(List.of()))));
    }

    Catalog asset(String name, String label, String value) {
        return with(key(name), asset(label, value));
    }

    Entry asset(String label, String value) {
        return entry(id(label), new AssetContent("file", Optional.empty(), new TreeMap<>(Map.of("value", value))));
    }

    Catalog schema(String name, int schemaId) {
        return fields(
                name, was -> new TableFields(2, was.uuid(), was.location(), schemaId, -1, was.lastColumnId(), 999, 0));
    }

    Catalog columns(String name, int lastColumnId) {
        return fields(
                name, was -> new TableFields(2, was.uuid(), was.location(), was.schemaId(), -1, lastColumnId, 999, 0));
    }

    Catalog relocate(String name, String location) {
        return fields(
                name, was -> new TableFields(2, was.uuid(), location, was.schemaId(), -1, was.lastColumnId(), 999, 0));
    }

    /** Gives a view another version. */
    Catalog version(String name, int version) {
        var view = (ViewContent) store.content(get(name).content());
        var fields = new ViewFields(1, view.fields().uuid(), view.fields().location(), 0, version);
        return change(name, new ViewContent(view.metadataLocation(), fields, view.body()));
    }

    /** Gives an asset another value. */
    Catalog value(String name, String value) {
        return change(name, new AssetContent("file", Optional.empty(), new TreeMap<>(Map.of("value", value))));
    }

    /** Changes nothing but where the metadata file is. */
    Catalog rewriteMetadata(String name, String file) {
        return change(
                name,
                switch (store.content(get(name).content())) {
                    case TableContent table -> new TableContent(Optional.of(file), table.fields(), table.body());
                    case ViewContent view -> new ViewContent(Optional.of(file), view.fields(), view.body());
                    default -> throw new IllegalArgumentException(name + " has no metadata file");
                });
    }

    private Catalog fields(String name, UnaryOperator<TableFields> change) {
        var content = table(get(name));
        return change(
                name, new TableContent(content.metadataLocation(), change.apply(content.fields()), content.body()));
    }

    Catalog change(String name, Content content) {
        return with(key(name), entry(get(name).contentId(), content));
    }

    Catalog properties(String name, Map<String, String> properties) {
        var key = path(name).key();
        return with(key, entry(at(key).contentId(), new NamespaceContent(new TreeMap<>(properties))));
    }

    Catalog drop(String name) {
        return without(key(name));
    }

    /** Drops a namespace with all in it. */
    Catalog dropNamespace(String name) {
        var rest = new TreeMap<>(rows);
        rest.keySet().removeIf(KeyRange.subtree(path(name))::contains);
        return new Catalog(store, rest);
    }

    Catalog rename(String name, String to) {
        return without(key(name)).with(key(to), get(name));
    }

    /** Renames a namespace by renaming all below it. */
    Catalog renameNamespace(String name, String to) {
        var moved = new TreeMap<TreeKey, Entry>();
        var range = KeyRange.subtree(path(name));
        rows.forEach((key, entry) -> moved.put(
                range.contains(key)
                        ? moved(key.identifier(), path(name), path(to)).key()
                        : key,
                entry));
        return new Catalog(store, moved);
    }

    private static Identifier moved(Identifier identifier, NamespacePath from, NamespacePath to) {
        return switch (identifier) {
            case NamespacePath path -> moved(path, from, to);
            case ObjectName object -> new ObjectName(moved(object.namespace(), from, to), object.name());
        };
    }

    private static NamespacePath moved(NamespacePath path, NamespacePath from, NamespacePath to) {
        var below = path.levels().subList(from.levels().size(), path.levels().size());
        return new NamespacePath(
                Stream.concat(to.levels().stream(), below.stream()).toList());
    }

    Catalog with(TreeKey key, Entry entry) {
        var more = new TreeMap<>(rows);
        more.put(key, entry);
        return new Catalog(store, more);
    }

    Catalog without(TreeKey key) {
        var rest = new TreeMap<>(rows);
        rest.remove(key);
        return new Catalog(store, rest);
    }

    Catalog edited(SortedMap<TreeKey, Optional<Entry>> edits) {
        var edited = new TreeMap<>(rows);
        edits.forEach((key, entry) -> entry.ifPresentOrElse(value -> edited.put(key, value), () -> edited.remove(key)));
        return new Catalog(store, edited);
    }

    Entry entry(ContentId id, Content content) {
        return new Entry(id, store.put(content), content.summary());
    }

    Entry get(String name) {
        return at(key(name));
    }

    Entry at(TreeKey key) {
        return Optional.ofNullable(rows.get(key)).orElseThrow();
    }

    TableContent table(Entry entry) {
        return (TableContent) store.content(entry.content());
    }

    Map<String, String> properties(String name) {
        return ((NamespaceContent) store.content(at(path(name).key()).content())).properties();
    }

    /** The names of all that is in it. */
    List<String> names() {
        return rows.keySet().stream().map(key -> key.identifier().toString()).toList();
    }

    private static Tree tree(SortedMap<TreeKey, Entry> rows) {
        var all = rows.entrySet().stream()
                .map(row -> Row.of(row.getKey(), row.getValue()))
                .iterator();
        return Tree.build(all, hash -> {
            throw new UnknownNodeException(hash);
        });
    }

    @Override
    public String toString() {
        return rows.entrySet().stream()
                .map(row -> row.getKey().identifier() + "="
                        + row.getValue().contentId().toString().substring(0, 4) + "/"
                        + row.getValue().content().hex().substring(0, 4))
                .toList()
                .toString();
    }
}
