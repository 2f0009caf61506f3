package io.meerkat.storage.load;

import io.meerkat.model.ContentId;
import io.meerkat.model.Hash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fragments that many contents share, such as empty lists and the spec of what is not partitioned: read once, and not
 * with each content again. What is short and came with two objects within the last some hundred is taken for such a one.
 */
final class CommonFragments {
    private static final int KNOWN_MAX = 16;
    private static final int SEEN_MAX = 512;
    private static final int BYTES_MAX = 4_096;

    private volatile Map<Hash, byte[]> known = Map.of();
    private final Map<Hash, ContentId> seen = new HashMap<>();

    /** Those that need not be read now. */
    Map<Hash, byte[]> known() {
        return known;
    }

    /** Hears of fragments that were read with an object. */
    void hear(ContentId object, List<Hash> hashes, List<Optional<byte[]>> texts) {
        if (known.size() == KNOWN_MAX) {
            return;
        }
        synchronized (seen) {
            for (int i = 0; i < hashes.size(); i++) {
                var text = texts.get(i);
                if (text.isPresent() && text.get().length <= BYTES_MAX && known.size() < KNOWN_MAX) {
                    hear(object, hashes.get(i), text.get());
                }
            }
        }
    }

    private void hear(ContentId object, Hash hash, byte[] text) {
        if (seen.size() > SEEN_MAX) {
            seen.clear();
        }
        var other = seen.putIfAbsent(hash, object);
        if (known.containsKey(hash) || other == null || other.equals(object)) {
            return;
        }
        var more = new HashMap<>(known);
        more.put(hash, text);
        known = Map.copyOf(more);
        seen.remove(hash);
    }
}
