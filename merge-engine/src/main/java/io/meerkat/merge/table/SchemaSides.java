package io.meerkat.merge.table;

import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Side;
import io.meerkat.merge.item.ThreeWay;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of the three states. */
record SchemaSides(Columns base, Columns ours, Columns theirs) {
    static SchemaSides of(Sides sides) {
        return new SchemaSides(
                Columns.of(sides.base().schema()),
                Columns.of(sides.ours().schema()),
                Columns.of(sides.theirs().schema()));
    }

    Columns on(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    ThreeWay<Column> each(int id) {
        return new ThreeWay<>(base.get(id), ours.get(id), theirs.get(id));
    }

    /** All ids of both sides. */
    Set<Integer> ids() {
        var ids = new TreeSet<>(ours.ids());
        ids.addAll(theirs.ids());
        return ids;
    }

    /** The same, a column before what is in it on either side. */
    List<Integer> outermostFirst() {
        return ids().stream()
                .sorted(Comparator.comparingInt(id ->
                        Math.max(ours.upwards(id).size(), theirs.upwards(id).size())))
                .toList();
    }

    ConflictKey key(ConflictCode code, int id) {
        return new ConflictKey(code, path(id));
    }

    /** Full name and id, {@code address.city#12}: the name as of the base, or else all that it has. */
    String path(int id) {
        return name(id) + "#" + id;
    }

    String name(int id) {
        var names = base.has(id)
                ? Stream.of(base.fullName(id))
                : Stream.of(ours, theirs).filter(columns -> columns.has(id)).map(columns -> columns.fullName(id));
        return names.distinct().sorted().collect(Collectors.joining("|"));
    }

    static Optional<String> described(Optional<Column> column) {
        return column.map(
                given -> "%s %s%s".formatted(given.name(), given.shape(), given.required() ? " required" : ""));
    }
}
