package io.meerkat.merge.tree;

import com.google.common.collect.AbstractIterator;
import io.meerkat.model.KeyRange;
import org.jspecify.annotations.Nullable;

/** The rows of a range, in key order, each leaf read when its first row is asked for. */
final class RowIterator extends AbstractIterator<Row> {
    private final Frontier frontier;
    private final KeyRange range;

    RowIterator(Link root, NodeSource source, KeyRange range) {
        this.frontier = new Frontier(root, source, range.from());
        this.range = range;
    }

    @Override
    protected @Nullable Row computeNext() {
        frontier.openToRow();
        if (!frontier.hasNext() || !range.contains(frontier.peek().key())) {
            return endOfData();
        }
        return (Row) frontier.next();
    }
}
