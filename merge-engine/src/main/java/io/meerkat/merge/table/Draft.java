package io.meerkat.merge.table;

import com.google.common.base.Preconditions;
import io.meerkat.merge.item.Side;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.jspecify.annotations.Nullable;

/** The merged table as far as it is known. Each dimension writes its part; with a conflict, some parts stay away. */
final class Draft {
    @Nullable
    Rows rows;

    int formatVersion;

    @Nullable
    String location;

    Map<String, String> properties = Map.of();

    private final Map<Side, Set<Integer>> lost = new EnumMap<>(Side.class);

    @Nullable
    Schema schema;

    @Nullable
    Numbered<PartitionSpec> specs;

    @Nullable
    Numbered<SortOrder> orders;

    List<String> statistics = List.of();

    List<String> partitionStatistics = List.of();

    List<String> encryptionKeys = List.of();

    /** Ids of columns of this side that the merged table has not, or has for another column. */
    Set<Integer> lost(Side side) {
        return lost.computeIfAbsent(side, any -> new HashSet<>());
    }

    Rows rows() {
        return Preconditions.checkNotNull(rows, "rows are merged first");
    }

    Schema schema() {
        return Preconditions.checkNotNull(schema, "there is no schema while columns are in conflict");
    }

    Numbered<PartitionSpec> specs() {
        return Preconditions.checkNotNull(specs, "specs are merged before they are written");
    }

    Numbered<SortOrder> orders() {
        return Preconditions.checkNotNull(orders, "orders are merged before they are written");
    }

    String location() {
        return Preconditions.checkNotNull(location, "there is no location while it is in conflict");
    }
}
