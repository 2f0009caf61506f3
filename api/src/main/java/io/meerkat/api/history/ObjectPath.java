package io.meerkat.api.history;

import io.meerkat.model.Identifier;
import io.meerkat.model.KeyRange;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.TreeKey;
import java.util.List;
import java.util.Optional;

/**
 * What a parameter {@code path} names: {@code sales.eu.orders}, be it a namespace with all in it, a table or a view. Levels
 * that hold dots themselves are put between units separators (U+001F), as Iceberg does.
 */
public record ObjectPath(List<String> parts) {
    private static final String UNIT_SEPARATOR = "\u001f";

    public ObjectPath {
        parts = List.copyOf(parts);
    }

    public static ObjectPath parse(String text) {
        return new ObjectPath(List.of(text.split(text.contains(UNIT_SEPARATOR) ? UNIT_SEPARATOR : "\\.", -1)));
    }

    public NamespacePath namespace() {
        return NamespacePath.of(parts);
    }

    /** None for one part alone, which is a namespace's. */
    public Optional<ObjectName> object() {
        return parts.size() < 2
                ? Optional.empty()
                : Optional.of(
                        NamespacePath.of(parts.subList(0, parts.size() - 1)).object(parts.getLast()));
    }

    /** The object of this name, or all in and below the namespace of this name. */
    public List<KeyRange> ranges() {
        var all = KeyRange.subtree(namespace());
        return object().map(Identifier::key)
                .map(key -> List.of(KeyRange.only(key), all))
                .orElseGet(() -> List.of(all));
    }

    public boolean contains(TreeKey key) {
        return ranges().stream().anyMatch(range -> range.contains(key));
    }
}
