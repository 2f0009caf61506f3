package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Side;
import io.meerkat.merge.item.ThreeWay;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;

/**
 * Finds partition fields of new specs that cannot be in one table: one id for two fields, or two ids for one field or name.
 * Readers put the fields of all specs into one struct, by id. In version 1 the ids say nothing, since they are counted anew
 * in each spec.
 */
final class PartitionFieldClashes {
    private static final int IDS_COUNT_FROM = 2;

    private final Sides sides;
    private final Rows rows;
    private final int formatVersion;
    private final Judge judge;
    private final Map<Side, Set<Integer>> leftOut = new EnumMap<>(Side.class);

    PartitionFieldClashes(Sides sides, Draft draft, Judge judge) {
        this.sides = sides;
        this.rows = draft.rows();
        this.formatVersion = draft.formatVersion;
        this.judge = judge;
    }

    /** Specs that an answer turned down. */
    Set<Integer> leftOut(Side side) {
        return leftOut.computeIfAbsent(side, any -> new HashSet<>());
    }

    void find() {
        if (formatVersion < IDS_COUNT_FROM) {
            return;
        }
        for (PartitionSpec ours : added(Side.OURS)) {
            for (PartitionSpec theirs : added(Side.THEIRS)) {
                if (!areOne(ours, theirs)) {
                    compare(ours, theirs);
                }
            }
        }
    }

    private List<PartitionSpec> added(Side side) {
        return sides.on(side).specs().stream()
                .filter(spec -> Optional.ofNullable(sides.base().spec(spec.specId()))
                        .filter(spec::compatibleWith)
                        .isEmpty())
                .toList();
    }

    /** Of two that are alike but for the ids of their fields, one will do unless both were written under. */
    private boolean areOne(PartitionSpec ours, PartitionSpec theirs) {
        return ours.compatibleWith(theirs)
                && (rows.carried().size() < Side.values().length
                        || ours.fields().equals(theirs.fields()));
    }

    private void compare(PartitionSpec ours, PartitionSpec theirs) {
        for (PartitionField one : ours.fields()) {
            for (PartitionField other : theirs.fields()) {
                if (clash(one, other)) {
                    judge.side(conflict(one, other))
                            .ifPresent(side -> leaveOut(side.other(), side == Side.OURS ? theirs : ours));
                }
            }
        }
    }

    private void leaveOut(Side side, PartitionSpec spec) {
        leftOut(side).add(spec.specId());
    }

    private static boolean clash(PartitionField one, PartitionField other) {
        if (one.transform().isVoid() || other.transform().isVoid()) {
            return false;
        }
        boolean alike = one.sourceId() == other.sourceId() && one.transform().equals(other.transform());
        return one.fieldId() == other.fieldId() ? !alike : alike || one.name().equals(other.name());
    }

    private Conflict conflict(PartitionField ours, PartitionField theirs) {
        var offered = EnumSet.allOf(Side.class);
        rows.carried().forEach(side -> offered.remove(side.other()));
        var path = Stream.of(ours, theirs)
                .map(field -> field.name() + "#" + field.fieldId())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
        return new Conflict(
                new ConflictKey(ConflictCode.SPEC_FIELD, path),
                new ThreeWay<>(Optional.empty(), Optional.of(ours.toString()), Optional.of(theirs.toString())),
                Offer.of(offered),
                "Ours partitions rows by %s and theirs by %s; one table cannot have both under these ids and names."
                        .formatted(ours, theirs));
    }
}
