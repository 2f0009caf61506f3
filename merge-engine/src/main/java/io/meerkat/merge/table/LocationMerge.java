package io.meerkat.merge.table;

import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Item;
import io.meerkat.merge.item.Item.Settled;
import io.meerkat.merge.item.Judge;
import java.util.function.Function;
import org.apache.iceberg.TableMetadata;

/** Where the table writes its files. */
final class LocationMerge implements Dimension {
    @Override
    public void merge(Sides sides, Judge judge, Draft draft) {
        var key = new ConflictKey(ConflictCode.LOCATION_BOTH, "location");
        var location =
                new Item<>(key, "the location of the table", sides.each(TableMetadata::location), Function.identity());
        if (location.settle(judge) instanceof Settled.At<String>(var value)) {
            value.ifPresent(text -> draft.location = text);
        }
    }
}
