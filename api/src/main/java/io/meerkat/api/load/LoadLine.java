package io.meerkat.api.load;

import io.meerkat.model.Identifier;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import java.util.Optional;
import java.util.SortedMap;

/** What one line of a load asks for. The first line of a request has number 1. */
sealed interface LoadLine {
    int number();

    Identifier name();

    /** What has to be there before. */
    default Optional<NamespacePath> parent() {
        return switch (name()) {
            case NamespacePath namespace -> namespace.parent();
            case ObjectName object -> Optional.of(object.namespace());
        };
    }

    /** Without properties it is content with a namespace that has some. */
    record NamespaceLine(int number, NamespacePath name, Optional<SortedMap<String, String>> properties)
            implements LoadLine {}

    record TableLine(int number, ObjectName name, String metadataLocation) implements LoadLine {}
}
