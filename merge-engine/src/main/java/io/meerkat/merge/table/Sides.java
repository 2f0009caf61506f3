package io.meerkat.merge.table;

import io.meerkat.merge.item.Side;
import io.meerkat.merge.item.ThreeWay;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;

/** The three states that are merged, and which snapshots came and went between them. */
final class Sides {
    private final ThreeWay<TableMetadata> tables;
    private final ThreeWay<Set<Long>> snapshots;
    private final ThreeWay<Set<Long>> added;
    private final ThreeWay<Set<Long>> absent;

    Sides(TableMetadata base, TableMetadata ours, TableMetadata theirs) {
        this.tables = ThreeWay.of(base, ours, theirs);
        this.snapshots = tables.map(Sides::ids);
        var before = snapshots.base().orElseThrow();
        var here = snapshots.ours().orElseThrow();
        var there = snapshots.theirs().orElseThrow();
        this.added = ThreeWay.of(Set.of(), without(here, before, there), without(there, before, here));
        this.absent = ThreeWay.of(Set.of(), without(before, here), without(before, there));
    }

    private static Set<Long> ids(TableMetadata table) {
        return table.snapshots().stream().map(Snapshot::snapshotId).collect(Collectors.toUnmodifiableSet());
    }

    @SafeVarargs
    private static Set<Long> without(Set<Long> all, Set<Long>... others) {
        return all.stream()
                .filter(id -> Stream.of(others).noneMatch(other -> other.contains(id)))
                .collect(Collectors.toUnmodifiableSet());
    }

    TableMetadata base() {
        return tables.base().orElseThrow();
    }

    TableMetadata ours() {
        return on(Side.OURS);
    }

    TableMetadata theirs() {
        return on(Side.THEIRS);
    }

    TableMetadata on(Side side) {
        return tables.on(side).orElseThrow();
    }

    <T> ThreeWay<T> each(Function<TableMetadata, T> item) {
        return tables.map(item);
    }

    <T> ThreeWay<T> eachMaybe(Function<TableMetadata, Optional<T>> item) {
        return tables.flatMap(item);
    }

    Stream<TableMetadata> all() {
        return Stream.of(base(), ours(), theirs());
    }

    /** The highest that any of them gave out. */
    long highest(ToLongFunction<TableMetadata> mark) {
        return all().mapToLong(mark).max().orElseThrow();
    }

    /** Snapshots that the base has. */
    Set<Long> before() {
        return snapshots.base().orElseThrow();
    }

    Set<Long> snapshotsOn(Side side) {
        return snapshots.on(side).orElseThrow();
    }

    /** Snapshots that are on this side only. */
    Set<Long> addedOnlyOn(Side side) {
        return added.on(side).orElseThrow();
    }

    /**
     * Snapshots of the base that this side does not have: it expired them, or never had them, as where a commit is picked of a
     * branch that has others before it.
     */
    Set<Long> absentOn(Side side) {
        return absent.on(side).orElseThrow();
    }

    /** The sides that added any of these snapshots. */
    Set<Side> adding(Set<Long> some) {
        return Stream.of(Side.values())
                .filter(side -> addedOnlyOn(side).stream().anyMatch(some::contains))
                .collect(Collectors.toUnmodifiableSet());
    }

    Lineage lineage() {
        return new Lineage(all().flatMap(table -> table.snapshots().stream()));
    }

    /** The snapshot that {@code main} is at, if it is at any. */
    static Optional<Long> main(TableMetadata table) {
        return Optional.ofNullable(table.ref(SnapshotRef.MAIN_BRANCH)).map(SnapshotRef::snapshotId);
    }
}
