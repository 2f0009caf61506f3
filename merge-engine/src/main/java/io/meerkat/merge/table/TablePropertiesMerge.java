package io.meerkat.merge.table;

import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.PropertyMerge;
import org.apache.iceberg.TableMetadata;

/** The table's properties. */
final class TablePropertiesMerge implements Dimension {
    @Override
    public void merge(Sides sides, Judge judge, Draft draft) {
        draft.properties = PropertyMerge.merge(sides.each(TableMetadata::properties), judge);
    }
}
