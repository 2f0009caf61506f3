package io.meerkat.merge.tree;

import com.google.common.collect.Streams;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.KeyRange;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TreeKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A catalog at one moment: an immutable map from key to entry, named by its root hash. Equal rows give the equal root,
 * however they came together. Edits give another tree that shares all untouched nodes; its new nodes are kept in memory
 * until {@link #unsaved} hands them out to be stored.
 */
public final class Tree {
    private final Link root;
    private final NodeSource source;
    private final int unsavedEdits;

    private Tree(Link root, NodeSource source, int unsavedEdits) {
        this.root = root;
        this.source = source;
        this.unsavedEdits = unsavedEdits;
    }

    /** A stored tree. Nothing is read before it is needed. */
    public static Tree at(Hash root, NodeSource source) {
        return new Tree(Link.stored(root), source, 0);
    }

    public static Tree empty(NodeSource source) {
        return new Tree(Link.to(Node.EMPTY), source, 0);
    }

    /** Builds a tree from all its rows, given in key order. */
    public static Tree build(Iterator<Row> rows, NodeSource source) {
        var leaves = new LevelCutter(0);
        Optional<TreeKey> last = Optional.empty();
        int count = 0;
        while (rows.hasNext()) {
            var row = rows.next();
            if (last.isPresent() && last.get().compareTo(row.key()) >= 0) {
                throw new IllegalArgumentException("rows are not in key order at " + row);
            }
            last = Optional.of(row.key());
            leaves.add(row);
            count++;
        }
        return new Tree(TreeEditor.top(0, leaves.finish(), source), source, count);
    }

    public Hash root() {
        return root.hash();
    }

    /** Announces the nodes that lead to these keys to the source, a level at a time instead of a node at a time. */
    public void announce(Collection<TreeKey> keys) {
        var nodes = new HashMap<TreeKey, Node>();
        keys.forEach(key -> nodes.put(key, root.follow(source)));
        while (nodes.values().stream().anyMatch(node -> node.level() > 0)) {
            var links = new HashMap<TreeKey, Link>();
            nodes.forEach((key, node) -> links.put(key, node.childFor(key)));
            source.announce(Link.unread(links.values()));
            links.forEach((key, link) -> nodes.put(key, link.follow(source)));
        }
    }

    /** Announces the nodes that {@link #diff} reads, in the same way; fewer where the trees differ in very much. */
    public void announceDifferences(Tree after) {
        new Unshared(source, after.source).announce(root, after.root);
    }

    public Optional<Entry> get(TreeKey key) {
        var row = new Frontier(root, source, key.bytes());
        row.openToRow();
        return row.hasNext() && row.peek().key().equals(key)
                ? Optional.of(((Row) row.peek()).entry())
                : Optional.empty();
    }

    /** The tree in which these keys have these entries, or none. */
    public Tree apply(SortedMap<TreeKey, Optional<Entry>> edits) {
        var rows = new TreeMap<TreeKey, Optional<Item>>();
        edits.forEach((key, entry) -> rows.put(key, entry.map(value -> Row.of(key, value))));
        return new Tree(TreeEditor.apply(root, source, rows), source, unsavedEdits + rows.size());
    }

    /** The rows of a range in key order, read as the stream advances. */
    public Stream<Row> rows(KeyRange range) {
        return Streams.stream(new RowIterator(root, source, range));
    }

    /** The first rows of a range. */
    public List<Row> scan(KeyRange range, int limit) {
        return rows(range).limit(limit).toList();
    }

    public Optional<Row> first(KeyRange range) {
        return rows(range).findFirst();
    }

    /** How many rows a range has, without reading them. */
    public long count(KeyRange range) {
        long end = range.to()
                .map(this::countBelow)
                .orElseGet(() -> root.follow(source).count());
        return end - countBelow(range.from());
    }

    private long countBelow(byte[] bound) {
        var node = root.follow(source);
        long below = 0;
        while (true) {
            int index = node.firstFrom(bound);
            below += node.items().subList(0, index).stream()
                    .mapToLong(Item::count)
                    .sum();
            if (node.level() == 0 || index == node.items().size()) {
                return below;
            }
            node = node.child(index).link().follow(source);
        }
    }

    /**
     * The namespaces directly below {@code parent}, or the outermost ones, in key order and behind {@code after}. Each
     * costs one seek, however much it holds.
     */
    public List<NamespacePath> childNamespaces(
            Optional<NamespacePath> parent, Optional<NamespacePath> after, int limit) {
        return NamespaceListing.of(this, parent, after, limit);
    }

    /** What differs in {@code after}, in key order. What both trees share is not read. */
    public Stream<Difference> diff(Tree after) {
        if (root.equals(after.root)) {
            return Stream.empty();
        }
        byte[] start = KeyRange.all().from();
        return Streams.stream(
                new TreeDiff(new Frontier(root, source, start), new Frontier(after.root, after.source, start)));
    }

    /** The nodes of this tree that are not stored yet: those and no others must be, for the tree to be found again. */
    public Map<Hash, Node> unsaved() {
        var nodes = new LinkedHashMap<Hash, Node>();
        Reach.unsaved(root, nodes);
        return nodes;
    }

    /** How many edits were applied since the stored tree, or the empty one, that this one came from. */
    public int unsavedEdits() {
        return unsavedEdits;
    }

    /** The same tree after its nodes were stored: it holds none of them in memory. */
    public Tree saved() {
        return at(root(), source);
    }

    /**
     * Adds the hash of every node of this tree. What hangs below a hash that is already there is not looked at, so that
     * marking many trees costs what they differ by; leaves are not read at all.
     */
    public void mark(Set<Hash> marked) {
        if (marked.add(root())) {
            Reach.markBelow(root.follow(source), source, marked);
        }
    }
}
