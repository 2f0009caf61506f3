package io.meerkat.merge.tree;

import io.meerkat.model.TreeKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Stands on one node of a level and can move right, or to where a key belongs. */
final class LevelCursor {
    private record Step(Node node, int index) {
        boolean isLast() {
            return index == node.items().size() - 1;
        }
    }

    private final NodeSource source;
    private final Node root;
    private final int level;
    private final Deque<Step> path = new ArrayDeque<>();
    private Node node;

    LevelCursor(Node root, NodeSource source, int level, TreeKey key) {
        this.source = source;
        this.root = root;
        this.level = level;
        this.node = root;
        seek(key);
    }

    /** Moves to the node that holds the key, or would: beyond all keys that is the last one. */
    void seek(TreeKey key) {
        byte[] bound = key.bytes();
        path.clear();
        node = root;
        while (node.level() > level) {
            descend(Math.min(node.firstFrom(bound), node.items().size() - 1));
        }
    }

    /** Moves right; not to be called on the last node. */
    void next() {
        var step = path.pop();
        while (step.isLast()) {
            step = path.pop();
        }
        node = step.node();
        descend(step.index() + 1);
        while (node.level() > level) {
            descend(0);
        }
    }

    private void descend(int index) {
        path.push(new Step(node, index));
        node = node.child(index).link().follow(source);
    }

    Node node() {
        return node;
    }

    boolean isLast() {
        return path.stream().allMatch(Step::isLast);
    }

    /** The node as the one above knows it; nothing is above the root. */
    Optional<Child> child() {
        return Optional.ofNullable(path.peek()).map(step -> step.node().child(step.index()));
    }
}
