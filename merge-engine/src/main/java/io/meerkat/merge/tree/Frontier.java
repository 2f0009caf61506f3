package io.meerkat.merge.tree;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A tree as a sequence of items in key order that is opened only where one looks closer: a child stands for all rows
 * below it until it is opened.
 */
final class Frontier {
    private static final class Position {
        private final Node node;
        private int next;

        Position(Node node, int next) {
            this.node = node;
            this.next = next;
        }
    }

    private final NodeSource source;
    private final byte[] from;
    private final Deque<Position> path = new ArrayDeque<>();

    /** All items with rows at or above {@code from}; a child may hold rows below it too, until it is opened. */
    Frontier(Link root, NodeSource source, byte[] from) {
        this.source = source;
        this.from = from;
        enter(root);
    }

    private void enter(Link link) {
        var node = link.follow(source);
        path.push(new Position(node, node.firstFrom(from)));
        leaveFinished();
    }

    private void leaveFinished() {
        while (!path.isEmpty() && path.peek().next == path.peek().node.items().size()) {
            path.pop();
        }
    }

    boolean hasNext() {
        return !path.isEmpty();
    }

    /** The level of the node that holds the next item: 0 for a row, and where nothing is left. */
    int level() {
        return path.isEmpty() ? 0 : path.element().node.level();
    }

    Item peek() {
        var position = path.element();
        return position.node.items().get(position.next);
    }

    Item next() {
        var item = peek();
        path.element().next++;
        leaveFinished();
        return item;
    }

    /** Puts the items of the next child in its place. */
    void open() {
        var position = path.element();
        enter(position.node.child(position.next++).link());
    }

    /** Opens until the next item is a row. */
    void openToRow() {
        while (level() > 0) {
            open();
        }
    }
}
