package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Notice;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Resolution;
import io.meerkat.merge.item.Side;
import io.meerkat.merge.item.ThreeWay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the names in each struct distinct. Where two columns came to one name, one of them keeps it by an answer; the other
 * goes back to its name in the base, or goes if it was added.
 */
final class ColumnNames {
    private record Place(int parent, String name) {}

    private final SchemaSides schemas;
    private final Judge judge;
    private final Map<Integer, Column> columns;
    private final Set<Integer> undecided;
    private final Set<Integer> leftOut = new HashSet<>();

    /** @param columns by id, changed here */
    ColumnNames(SchemaSides schemas, Judge judge, Map<Integer, Column> columns, Set<Integer> undecided) {
        this.schemas = schemas;
        this.judge = judge;
        this.columns = columns;
        this.undecided = undecided;
    }

    /** The columns that go because another one has their name. */
    Set<Integer> makeDistinct() {
        var asked = new HashSet<ConflictKey>();
        // A column that goes back to its old name may find that one taken, too.
        for (var clash = nextClash(asked); clash.isPresent(); clash = nextClash(asked)) {
            asked.add(key(clash.get()));
            settle(clash.get());
        }
        noticeCase();
        return leftOut;
    }

    private Optional<List<Column>> nextClash(Set<ConflictKey> asked) {
        return groups(Column::name).stream()
                .filter(group -> group.size() > 1 && !asked.contains(key(group)))
                .findFirst();
    }

    private Collection<List<Column>> groups(Function<Column, String> name) {
        return columns.values().stream()
                .filter(column -> !undecided.contains(column.id()))
                .sorted(Comparator.comparingInt(Column::id))
                .collect(Collectors.groupingBy(
                        column -> new Place(column.parent(), name.apply(column)),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private static ConflictKey key(List<Column> group) {
        var ids = group.stream().map(column -> "#" + column.id()).collect(Collectors.joining(","));
        return new ConflictKey(ConflictCode.COLUMN_NAME, group.getFirst().name() + ids);
    }

    private void settle(List<Column> group) {
        judge.answer(conflict(group)).ifPresent(answer -> {
            switch (answer) {
                case Resolution.Take(var side) -> giveTo(side, group);
                case Resolution.Supply(var name) -> rename(group, name);
            }
        });
    }

    /** Gives another name to the one that does not have it from ours. */
    private void rename(List<Column> group, String name) {
        requireName(key(group), name);
        if (name.equals(group.getFirst().name())) {
            throw Judge.unfit(key(group), "'%s' is the name that is taken".formatted(name));
        }
        var staying = namedLike(Side.OURS, group).stream().findFirst().orElse(group.getFirst());
        group.stream()
                .filter(column -> column.id() != staying.id())
                .forEach(column -> columns.put(column.id(), column.named(name)));
    }

    static String requireName(ConflictKey key, String name) {
        if (name.isBlank()) {
            throw Judge.unfit(key, "a column has to have a name");
        }
        return name;
    }

    private void giveTo(Side side, List<Column> group) {
        for (Column loser : losers(side, group)) {
            var before = schemas.base().get(loser.id()).map(Column::name);
            if (before.isPresent()) {
                columns.put(loser.id(), loser.named(before.get()));
            } else {
                var all = new Columns(columns.values()).subtree(loser.id());
                columns.keySet().removeAll(all);
                leftOut.addAll(all);
            }
        }
    }

    private List<Column> losers(Side side, List<Column> group) {
        var losers = new ArrayList<>(group);
        losers.removeAll(namedLike(side, group));
        return losers;
    }

    /** A column that was there before and has no other name to go back to must not go for the sake of a name. */
    private boolean mayHave(Side side, List<Column> group) {
        return losers(side, group).size() < group.size()
                && losers(side, group).stream()
                        .noneMatch(loser -> schemas.base()
                                .get(loser.id())
                                .filter(before -> before.name().equals(loser.name()))
                                .isPresent());
    }

    /** Those of the group that have their name from this side. */
    private List<Column> namedLike(Side side, List<Column> group) {
        return group.stream()
                .filter(column -> schemas.on(side)
                        .get(column.id())
                        .filter(there -> there.parent() == column.parent())
                        .filter(there -> there.name().equals(column.name()))
                        .isPresent())
                .toList();
    }

    private Conflict conflict(List<Column> group) {
        var offered = EnumSet.of(Offer.SUPPLIED);
        Stream.of(Side.values())
                .filter(side -> mayHave(side, group))
                .map(Offer::of)
                .forEach(offered::add);
        var ours = ids(namedLike(Side.OURS, group));
        var theirs = ids(namedLike(Side.THEIRS, group));
        return new Conflict(
                key(group),
                new ThreeWay<>(Optional.empty(), Optional.of(ours), Optional.of(theirs)),
                offered,
                "Two columns would have the name %s: ours gave it to %s, theirs to %s."
                        .formatted(group.getFirst().name(), ours, theirs));
    }

    private static String ids(List<Column> columns) {
        return columns.stream()
                .map(column -> "column " + column.id() + " of type " + column.shape())
                .collect(Collectors.joining(", "));
    }

    private void noticeCase() {
        var sorted = new TreeMap<String, List<Column>>();
        groups(column -> column.name().toLowerCase(Locale.ROOT)).stream()
                .filter(group -> group.stream().map(Column::name).distinct().count() > 1)
                .forEach(group -> sorted.put(key(group).path(), group));
        sorted.forEach((path, group) -> judge.notice(
                Notice.Topic.COLUMN_CASE,
                path,
                "The columns %s have names that differ by case only, which some engines take for one."
                        .formatted(group.stream().map(Column::name).toList())));
    }
}
