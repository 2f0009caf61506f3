package io.meerkat.merge.catalog;

import io.meerkat.model.Content;
import io.meerkat.model.Hash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Contents in memory, which counts what is read. */
final class Store implements Contents {
    private final Map<Hash, Content> stored = new HashMap<>();
    private int reads;

    @Override
    public Content content(Hash hash) {
        reads++;
        return Optional.ofNullable(stored.get(hash)).orElseThrow();
    }

    Hash put(Content content) {
        stored.put(content.hash(), content);
        return content.hash();
    }

    int reads() {
        return reads;
    }
}
