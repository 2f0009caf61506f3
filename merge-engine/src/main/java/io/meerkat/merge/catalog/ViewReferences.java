package io.meerkat.merge.catalog;

import io.meerkat.model.Entry;
import io.meerkat.model.ObjectName;
import java.util.Set;

/** Tells which objects of the catalog a view reads, as far as its text shows. */
@FunctionalInterface
public interface ViewReferences {
    Set<ObjectName> of(Entry view);
}
