package io.meerkat.merge.table;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Item;
import io.meerkat.merge.item.Item.Settled;
import io.meerkat.merge.item.Judge;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Side;
import io.meerkat.merge.item.ThreeWay;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotRefParser;

/**
 * Merges one branch or tag of a table. One that went forward on both sides stands where the line leads; one that went back
 * on a side does not, or the step back would be undone without a word.
 */
record RefMerge(String name, ThreeWay<SnapshotRef> refs, Lineage lineage, Judge judge) {
    /** Where it stands and how long it is kept, or nothing if it is removed or in conflict. */
    Optional<SnapshotRef> merge() {
        var side = compared().winner().or(this::forward).or(() -> judge.side(diverged()));
        return side.flatMap(refs::on).map(this::withRetention);
    }

    /** A ref that a side removed is compared as a whole, lest a change of its retention be lost. */
    ThreeWay<String> compared() {
        return refs.ours().isEmpty() || refs.theirs().isEmpty()
                ? refs.map(SnapshotRefParser::toJson)
                : refs.map(RefMerge::target);
    }

    /** The side that the other one is on the way to, if both went forward. */
    Optional<Side> forward() {
        if (leads(Side.OURS)) {
            return Optional.of(Side.OURS);
        }
        return leads(Side.THEIRS) ? Optional.of(Side.THEIRS) : Optional.empty();
    }

    /** How long it is kept, of whatever is merged, field by field. */
    SnapshotRef withRetention(SnapshotRef ref) {
        if (refs.ours().isEmpty() || refs.theirs().isEmpty()) {
            return ref;
        }
        var builder = SnapshotRef.builderFor(ref.snapshotId(), ref.type());
        settled("min-snapshots-to-keep", SnapshotRef::minSnapshotsToKeep).ifPresent(builder::minSnapshotsToKeep);
        settled("max-snapshot-age-ms", SnapshotRef::maxSnapshotAgeMs).ifPresent(builder::maxSnapshotAgeMs);
        settled("max-ref-age-ms", SnapshotRef::maxRefAgeMs).ifPresent(builder::maxRefAgeMs);
        return builder.build();
    }

    private boolean leads(Side side) {
        return refs.on(side).isPresent()
                && refs.on(side.other()).isPresent()
                && refs.on(side).get().type() == refs.on(side.other()).get().type()
                && lineage.descends(
                        refs.on(side).get().snapshotId(),
                        refs.on(side.other()).get().snapshotId())
                && refs.base()
                        .map(base ->
                                lineage.descends(refs.on(side.other()).get().snapshotId(), base.snapshotId()))
                        .orElse(true);
    }

    private <T> Optional<T> settled(String field, Function<SnapshotRef, T> value) {
        var values = refs.flatMap(ref -> Optional.ofNullable(value.apply(ref)));
        var key = new ConflictKey(ConflictCode.REF_RETENTION, name + "." + field);
        var item = new Item<>(key, "%s of the branch or tag %s".formatted(field, name), values, String::valueOf);
        return item.settle(judge) instanceof Settled.At<T>(var settled) ? settled : Optional.empty();
    }

    private Conflict diverged() {
        return new Conflict(
                new ConflictKey(ConflictCode.REF_DIVERGED, name),
                refs.map(SnapshotRefParser::toJson),
                Offer.EITHER,
                "The branch or tag %s of the table %s; ours has it at %s and theirs at %s."
                        .formatted(
                                name,
                                refs.base()
                                        .map(ref -> "stood at " + target(ref))
                                        .orElse("was not there"),
                                refs.ours().map(RefMerge::target).orElse("nothing"),
                                refs.theirs().map(RefMerge::target).orElse("nothing")));
    }

    private static String target(SnapshotRef ref) {
        return "snapshot %d as a %s".formatted(ref.snapshotId(), ref.isTag() ? "tag" : "branch");
    }
}
