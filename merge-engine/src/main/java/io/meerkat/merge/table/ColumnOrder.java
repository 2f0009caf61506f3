package io.meerkat.merge.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Merges the order of the columns of one struct: that of the side which moved some, ours if both did. A column that only
 * the other side has comes behind the one that it follows there, and behind what the first side added at that place.
 */
record ColumnOrder(List<Integer> base, List<Integer> ours, List<Integer> theirs, Set<Integer> merged) {
    boolean bothMoved() {
        return moved(ours) && moved(theirs) && !common(ours).equals(common(theirs));
    }

    List<Integer> order() {
        boolean theirsLead = moved(theirs) && !moved(ours);
        var leading = theirsLead ? theirs : ours;
        var other = theirsLead ? ours : theirs;
        var order = new ArrayList<>(leading);
        order.retainAll(merged);
        var added = new HashSet<>(order);
        added.removeAll(other);
        for (int i = 0; i < other.size(); i++) {
            int id = other.get(i);
            if (merged.contains(id) && !order.contains(id)) {
                order.add(place(other.subList(0, i), order, added), id);
            }
        }
        return order;
    }

    private static int place(List<Integer> before, List<Integer> order, Set<Integer> added) {
        int place = before.reversed().stream()
                .mapToInt(order::indexOf)
                .filter(index -> index >= 0)
                .map(index -> index + 1)
                .findFirst()
                .orElse(0);
        while (place < order.size() && added.contains(order.get(place))) {
            place++;
        }
        return place;
    }

    private boolean moved(List<Integer> side) {
        return !common(side).equals(common(base));
    }

    private List<Integer> common(List<Integer> order) {
        var common = new ArrayList<>(order);
        common.retainAll(new HashSet<>(base));
        common.retainAll(new HashSet<>(ours));
        common.retainAll(new HashSet<>(theirs));
        return common;
    }
}
