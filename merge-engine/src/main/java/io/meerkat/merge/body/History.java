package io.meerkat.merge.body;

import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import java.util.List;

/**
 * How an array that grows is cut: what to know of it for cutting it with more elements at its end.
 *
 * @param elements how many it has
 * @param closed the fragments up to the last cut, which stay as they are
 * @param open those behind it, one for each element: they become one with the next cut
 * @param from where the closed ones begin in the document, in bytes; they end before {@code to}
 */
record History(int elements, List<Hash> closed, List<Fragment> open, int from, int to) {
    static final History NONE = new History(0, List.of(), List.of(), 0, 0);

    History {
        closed = List.copyOf(closed);
        open = List.copyOf(open);
    }
}
