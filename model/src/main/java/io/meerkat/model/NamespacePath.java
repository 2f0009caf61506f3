package io.meerkat.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A namespace by its levels, outermost first: 1 to 32 of them. */
public record NamespacePath(List<Name> levels) implements Identifier {
    public static final int LEVELS_MAX = 32;

    public NamespacePath {
        levels = List.copyOf(levels);
        if (levels.isEmpty() || levels.size() > LEVELS_MAX) {
            throw new IllegalArgumentException(
                    "a namespace has 1 to %d levels, not %d".formatted(LEVELS_MAX, levels.size()));
        }
        TreeKey.namespace(levels);
    }

    public static NamespacePath of(String... levels) {
        return of(List.of(levels));
    }

    public static NamespacePath of(List<String> levels) {
        return new NamespacePath(levels.stream().map(Name::new).toList());
    }

    public Optional<NamespacePath> parent() {
        return levels.size() == 1
                ? Optional.empty()
                : Optional.of(new NamespacePath(levels.subList(0, levels.size() - 1)));
    }

    public ObjectName object(String name) {
        return new ObjectName(this, new Name(name));
    }

    public List<String> strings() {
        return levels.stream().map(Name::value).toList();
    }

    @Override
    public TreeKey key() {
        return TreeKey.namespace(levels);
    }

    @Override
    public String toString() {
        return levels.stream().map(Name::value).collect(Collectors.joining("."));
    }
}
