package io.meerkat.merge.body;

import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an array that grows behind elements that their own text picks, about one in {@link #GROUP_MEAN}: elements between
 * two cuts are one fragment, those before the first cut and behind the last are one each.
 */
final class HistoryCutter {
    static final int GROUP_MEAN = 32;

    private final List<Hash> closed;
    private final List<Fragment> open;

    /** Fragments that were closed since, in their order. */
    private final List<Fragment> closedNow = new ArrayList<>();

    private boolean behindCut;

    HistoryCutter(History before) {
        this.closed = new ArrayList<>(before.closed());
        this.open = new ArrayList<>(before.open());
        this.behindCut = !before.closed().isEmpty();
    }

    void add(String element) {
        open.add(Fragment.of(element));
        if (!cutsBehind(element)) {
            return;
        }
        if (behindCut && open.size() > 1) {
            close(Fragment.of(String.join(",", open.stream().map(Fragment::text).toList())));
        } else {
            open.forEach(this::close);
        }
        open.clear();
        behindCut = true;
    }

    private void close(Fragment fragment) {
        closed.add(fragment.hash());
        closedNow.add(fragment);
    }

    List<Hash> closed() {
        return closed;
    }

    List<Fragment> closedNow() {
        return closedNow;
    }

    List<Fragment> open() {
        return open;
    }

    /** The multiplication spreads the text's hash over its high bits, by which the choice is made. */
    private static boolean cutsBehind(String element) {
        return Integer.remainderUnsigned((element.hashCode() * 0x9E3779B9) >>> 16, GROUP_MEAN) == 0;
    }
}
