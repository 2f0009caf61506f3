package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Notice;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Side;
import io.meerkat.merge.item.ThreeWay;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.TableMetadata;

/** Merges how rows are partitioned: the specs of both sides, and which one new rows go by. */
final class SpecsMerge implements Dimension {
    private static final String PATH = "default-spec";

    static final Numbering.Kind<PartitionSpec> SPECS = new Numbering.Kind<>(
            "partition spec",
            ConflictCode.SPEC_ID_COLLISION,
            Notice.Topic.SPEC_RENUMBERED,
            PartitionSpec::compatibleWith,
            (one, other) -> one.fields().equals(other.fields()));

    @Override
    public void merge(Sides sides, Judge judge, Draft draft) {
        var clashes = new PartitionFieldClashes(sides, draft, judge);
        clashes.find();
        ThreeWay<Map<Integer, PartitionSpec>> lists = ThreeWay.of(
                sides.base().specsById(),
                left(Side.OURS, sides, draft, clashes),
                left(Side.THEIRS, sides, draft, clashes));
        var numbering = new Numbering<>(SPECS, sides.each(TableMetadata::specsById), lists, draft.rows(), judge);
        defaultSide(sides, judge, draft, lists)
                .ifPresent(side -> draft.specs = new Numbered<>(
                        numbering.merged(), numbering.id(side, sides.on(side).defaultSpecId())));
    }

    /** A spec that nothing was written under and that cannot stay does not come along. */
    private static Map<Integer, PartitionSpec> left(
            Side side, Sides sides, Draft draft, PartitionFieldClashes clashes) {
        var specs = new HashMap<>(sides.on(side).specsById());
        specs.keySet().removeAll(clashes.leftOut(side));
        if (!draft.rows().carried().contains(side)) {
            specs.values()
                    .removeIf(spec -> namesLost(side, spec, draft)
                            && !sides.base().specsById().containsKey(spec.specId()));
        }
        return specs;
    }

    private static Optional<Side> defaultSide(
            Sides sides, Judge judge, Draft draft, ThreeWay<Map<Integer, PartitionSpec>> lists) {
        var chosen = sides.each(TableMetadata::spec)
                .map(SpecsMerge::described)
                .winner()
                .or(() -> judge.side(conflict(sides, Offer.EITHER)));
        if (chosen.isEmpty()) {
            return chosen;
        }
        return Stream.of(chosen.get(), chosen.get().other())
                .filter(side ->
                        lists.on(side).orElseThrow().containsKey(sides.on(side).defaultSpecId()))
                .filter(side -> !namesLost(side, sides.on(side).spec(), draft))
                .findFirst()
                .or(() -> judge.side(conflict(sides, Set.of())));
    }

    private static boolean namesLost(Side side, PartitionSpec spec, Draft draft) {
        return spec.fields().stream().anyMatch(field -> draft.lost(side).contains(field.sourceId()));
    }

    /** What it does, without the ids that it and its fields have. */
    private static String described(PartitionSpec spec) {
        return spec.isUnpartitioned()
                ? "nothing"
                : spec.fields().stream()
                        .map(field -> "%s: %s(%d)".formatted(field.name(), field.transform(), field.sourceId()))
                        .collect(Collectors.joining(", "));
    }

    private static Conflict conflict(Sides sides, Set<Offer> offered) {
        var specs = sides.each(TableMetadata::spec).map(SpecsMerge::described);
        return new Conflict(
                new ConflictKey(ConflictCode.SPEC_DEFAULT, PATH),
                specs,
                offered,
                "New rows were partitioned by %s; ours partitions them by %s and theirs by %s."
                        .formatted(
                                specs.base().orElseThrow(),
                                specs.ours().orElseThrow(),
                                specs.theirs().orElseThrow()));
    }
}
