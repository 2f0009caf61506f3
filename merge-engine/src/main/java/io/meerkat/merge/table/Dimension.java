package io.meerkat.merge.table;

import io.meerkat.merge.item.Judge;

/** One aspect of a table, merged for itself. What a dimension needs of another one it finds in the draft. */
interface Dimension {
    void merge(Sides sides, Judge judge, Draft draft);
}
