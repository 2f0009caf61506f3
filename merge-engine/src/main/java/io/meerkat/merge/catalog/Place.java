package io.meerkat.merge.catalog;

import io.meerkat.model.ContentId;
import io.meerkat.model.Identifier;
import io.meerkat.model.Name;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an object is. */
sealed interface Place {
    /** In a container, wherever that is: so what is in a namespace goes along when the namespace is renamed. */
    record In(Container container, Leaf leaf) implements Place {}

    /** Under a name that a person gave. */
    record Named(Identifier name) implements Place {}

    /** The last part of an identifier, of a namespace or of an object. */
    record Leaf(Name name, boolean namespace) {
        static Leaf of(Identifier identifier) {
            return switch (identifier) {
                case NamespacePath path -> new Leaf(path.levels().getLast(), true);
                case ObjectName object -> new Leaf(object.name(), false);
            };
        }

        /** @throws IllegalArgumentException if the identifier would be longer or deeper than identifiers may be */
        Identifier below(NamespacePath parent) {
            return namespace ? path(parent.levels(), name) : new ObjectName(parent, name);
        }

        private static NamespacePath path(List<Name> levels, Name last) {
            return new NamespacePath(
                    Stream.concat(levels.stream(), Stream.of(last)).toList());
        }
    }

    /** The namespace that it is in, if a side touched that. */
    default Optional<ContentId> touchedNamespace() {
        return this instanceof In in && in.container() instanceof Container.Touched touched
                ? Optional.of(touched.id())
                : Optional.empty();
    }

    static Optional<NamespacePath> parent(Identifier identifier) {
        return switch (identifier) {
            case NamespacePath path -> path.parent();
            case ObjectName object -> Optional.of(object.namespace());
        };
    }
}
