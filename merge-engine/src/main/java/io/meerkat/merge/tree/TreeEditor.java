package io.meerkat.merge.tree;

import com.google.common.collect.Iterators;
import com.google.common.collect.PeekingIterator;
import io.meerkat.model.Hash;
import io.meerkat.model.TreeKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Applies edits level by level. A node without an edit is read only if the one before it no longer ends where it did;
 * the nodes of a level that changed are the edits of the level above.
 */
final class TreeEditor {
    /** What became of a level: nodes that are gone, and those that came in their place. */
    private record Rewritten(List<Child> replaced, List<Child> written) {
        NavigableMap<TreeKey, Optional<Item>> edits() {
            var edits = new TreeMap<TreeKey, Optional<Item>>();
            var before = new HashMap<TreeKey, Link>();
            for (Child child : replaced) {
                edits.put(child.key(), Optional.empty());
                before.put(child.key(), child.link());
            }
            for (Child child : written) {
                if (child.link().equals(before.get(child.key()))) {
                    edits.remove(child.key());
                } else {
                    edits.put(child.key(), Optional.of(child));
                }
            }
            return edits;
        }
    }

    private final Node root;
    private final NodeSource source;

    private TreeEditor(Node root, NodeSource source) {
        this.root = root;
        this.source = source;
    }

    /** The top of the tree after the edits, each of them a row or nothing for a key. */
    static Link apply(Link root, NodeSource source, NavigableMap<TreeKey, Optional<Item>> edits) {
        if (edits.isEmpty()) {
            return root;
        }
        Map<Hash, Node> read = new HashMap<>();
        NodeSource reading = hash -> read.computeIfAbsent(hash, source::node);
        var edited = new TreeEditor(root.follow(reading), reading).edit(edits);
        return edited.equals(root) ? root : edited;
    }

    /** The top over the given nodes of a level: more levels while there is more than one, fewer where one is left. */
    static Link top(int level, List<Child> nodes, NodeSource source) {
        List<Child> tops = nodes;
        for (int above = level + 1; tops.size() > 1; above++) {
            var cutter = new LevelCutter(above);
            tops.forEach(cutter::add);
            tops = cutter.finish();
        }
        return tops.isEmpty() ? Link.to(Node.EMPTY) : lowest(tops.getFirst().link(), source);
    }

    private static Link lowest(Link top, NodeSource source) {
        Link lowest = top;
        Node node = top.follow(source);
        while (node.level() > 0 && node.items().size() == 1) {
            lowest = node.child(0).link();
            node = lowest.follow(source);
        }
        return lowest;
    }

    private Link edit(NavigableMap<TreeKey, Optional<Item>> edits) {
        var rest = edits;
        for (int level = 0; level < root.level(); level++) {
            rest = rewrite(level, rest).edits();
            if (rest.isEmpty()) {
                return Link.to(root);
            }
        }
        return top(root.level(), rewrite(root.level(), rest).written(), source);
    }

    private Rewritten rewrite(int level, NavigableMap<TreeKey, Optional<Item>> edits) {
        var cursor = new LevelCursor(root, source, level, edits.firstKey());
        var cutter = new LevelCutter(level);
        var replaced = new ArrayList<Child>();
        var rest = edits;
        while (true) {
            cursor.child().ifPresent(replaced::add);
            if (cursor.isLast()) {
                copy(cursor.node(), rest, cutter);
                return new Rewritten(replaced, cutter.finish());
            }
            var last = cursor.node().last();
            copy(cursor.node(), rest.headMap(last, true), cutter);
            rest = rest.tailMap(last, false);
            if (!cutter.atBoundary()) {
                cursor.next();
            } else if (rest.isEmpty()) {
                return new Rewritten(replaced, cutter.finish());
            } else {
                cursor.seek(rest.firstKey());
            }
        }
    }

    /** Hands the node's items to the cutter, with the edits that belong among them. */
    private static void copy(Node node, NavigableMap<TreeKey, Optional<Item>> edits, LevelCutter cutter) {
        var pending = Iterators.peekingIterator(edits.entrySet().iterator());
        int before = 0;
        for (Item item : node.items()) {
            addBelow(item.key(), pending, cutter);
            if (pending.hasNext() && pending.peek().getKey().equals(item.key())) {
                pending.next().getValue().ifPresent(cutter::add);
            } else if (cutter.size() == before && !item.key().equals(node.last())) {
                cutter.addInside(item);
            } else {
                cutter.add(item);
            }
            before += item.size();
        }
        pending.forEachRemaining(edit -> edit.getValue().ifPresent(cutter::add));
    }

    private static void addBelow(
            TreeKey key, PeekingIterator<Map.Entry<TreeKey, Optional<Item>>> pending, LevelCutter cutter) {
        while (pending.hasNext() && pending.peek().getKey().compareTo(key) < 0) {
            pending.next().getValue().ifPresent(cutter::add);
        }
    }
}
