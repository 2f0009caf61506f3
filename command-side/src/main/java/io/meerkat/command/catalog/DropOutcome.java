package io.meerkat.command.catalog;

import io.meerkat.model.Identifier;
import io.meerkat.model.RefName;

/** What became of the wish to drop a catalog. */
public sealed interface DropOutcome {
    record Dropped() implements DropOutcome {}

    /** {@code held} is a table, view or asset; empty namespaces go with their catalog. */
    record NotEmpty(Identifier held) implements DropOutcome {}

    /** It has this branch or tag beside {@code main}. */
    record HasRefs(RefName ref) implements DropOutcome {}

    /** Its branch {@code main} is protected from being deleted. */
    record Protected() implements DropOutcome {}

    /** It was dropped before. */
    record NoSuchCatalog() implements DropOutcome {}
}
