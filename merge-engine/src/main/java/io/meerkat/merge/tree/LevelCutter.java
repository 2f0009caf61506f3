package io.meerkat.merge.tree;

import java.util.ArrayList;
import java.util.List;

/** Cuts the items of one level, given in key order, into nodes. */
final class LevelCutter {
    private final int level;
    private final List<Child> nodes = new ArrayList<>();
    private final List<Item> open = new ArrayList<>();
    private int size;

    LevelCutter(int level) {
        this.level = level;
    }

    void add(Item item) {
        int before = size;
        addInside(item);
        if (Boundary.endsWith(level, item.key(), open.size(), before, size)) {
            close();
        }
    }

    /** Adds an item of which it is known that no node ends with it here, which saves a hash. */
    void addInside(Item item) {
        open.add(item);
        size += item.size();
    }

    /** The size of the node that is being filled. */
    int size() {
        return size;
    }

    boolean atBoundary() {
        return open.isEmpty();
    }

    /** All nodes; the last ends where the items do. */
    List<Child> finish() {
        if (!open.isEmpty()) {
            close();
        }
        return nodes;
    }

    private void close() {
        nodes.add(Child.of(new Node(level, open)));
        open.clear();
        size = 0;
    }
}
