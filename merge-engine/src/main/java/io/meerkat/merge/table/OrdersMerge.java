package io.meerkat.merge.table;

import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Notice;
import io.meerkat.merge.item.Side;
import io.meerkat.merge.item.ThreeWay;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;

/** Merges how rows are sorted. An order is a wish and no promise, so where both sides set one, that of ours is kept. */
final class OrdersMerge implements Dimension {
    static final Numbering.Kind<SortOrder> ORDERS = new Numbering.Kind<>(
            "sort order",
            ConflictCode.ORDER_ID_COLLISION,
            Notice.Topic.ORDER_RENUMBERED,
            SortOrder::sameOrder,
            SortOrder::sameOrder);

    @Override
    public void merge(Sides sides, Judge judge, Draft draft) {
        ThreeWay<Map<Integer, SortOrder>> lists = ThreeWay.of(
                sides.base().sortOrdersById(), left(Side.OURS, sides, draft), left(Side.THEIRS, sides, draft));
        var numbering = new Numbering<>(ORDERS, sides.each(TableMetadata::sortOrdersById), lists, draft.rows(), judge);
        var winner = sides.each(TableMetadata::sortOrder).map(SortOrder::fields).winner();
        var chosen = winner.orElse(Side.OURS);
        var usable = Stream.of(chosen, chosen.other())
                .filter(side -> !namesLost(side, sides.on(side).sortOrder(), draft))
                .findFirst();
        if (winner.isEmpty()) {
            judge.notice(
                    Notice.Topic.SORT_DEFAULT,
                    "default-sort-order",
                    "Both sides set how rows are sorted; the order of %s was kept."
                            .formatted(usable.orElse(Side.OURS)));
        }
        int defaultId = usable.map(side -> numbering.id(side, sides.on(side).defaultSortOrderId()))
                .orElse(SortOrder.unsorted().orderId());
        draft.orders = new Numbered<>(numbering.merged(), defaultId);
    }

    private static Map<Integer, SortOrder> left(Side side, Sides sides, Draft draft) {
        var orders = new HashMap<>(sides.on(side).sortOrdersById());
        if (!draft.rows().carried().contains(side)) {
            orders.values()
                    .removeIf(order -> namesLost(side, order, draft)
                            && !sides.base().sortOrdersById().containsKey(order.orderId()));
        }
        return orders;
    }

    private static boolean namesLost(Side side, SortOrder order, Draft draft) {
        return order.fields().stream().anyMatch(field -> draft.lost(side).contains(field.sourceId()));
    }
}
