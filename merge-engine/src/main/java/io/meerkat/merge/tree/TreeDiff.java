package io.meerkat.merge.tree;

import com.google.common.collect.AbstractIterator;
import org.jspecify.annotations.Nullable;

/** Walks two trees side by side, in key order, and passes over what hangs on the same hash in both without reading it. */
final class TreeDiff extends AbstractIterator<Difference> {
    private final Frontier left;
    private final Frontier right;

    TreeDiff(Frontier left, Frontier right) {
        this.left = left;
        this.right = right;
    }

    @Override
    protected @Nullable Difference computeNext() {
        while (left.hasNext() || right.hasNext()) {
            if (left.level() > 0 || right.level() > 0) {
                passOrOpen();
            } else if (!right.hasNext()) {
                return Difference.removed((Row) left.next());
            } else if (!left.hasNext()) {
                return Difference.added((Row) right.next());
            } else {
                int order = left.peek().key().compareTo(right.peek().key());
                if (order < 0) {
                    return Difference.removed((Row) left.next());
                } else if (order > 0) {
                    return Difference.added((Row) right.next());
                }
                var before = (Row) left.next();
                var after = (Row) right.next();
                if (!before.equals(after)) {
                    return Difference.changed(before, after);
                }
            }
        }
        return endOfData();
    }

    /** The higher side is opened first: only children of one level can be equal. */
    private void passOrOpen() {
        int leftLevel = left.level();
        int rightLevel = right.level();
        if (leftLevel == rightLevel && left.peek().equals(right.peek())) {
            left.next();
            right.next();
            return;
        }
        if (leftLevel >= rightLevel) {
            left.open();
        }
        if (rightLevel >= leftLevel) {
            right.open();
        }
    }
}
