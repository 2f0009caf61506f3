package io.meerkat.merge.table;

import static io.meerkat.merge.item.ConflictCode.DATA_BOTH_CHANGED;
import static io.meerkat.merge.item.ConflictCode.FORMAT_UPGRADE;
import static io.meerkat.merge.item.ConflictCode.HISTORY_UNAVAILABLE;
import static io.meerkat.merge.item.ConflictCode.REF_DIVERGED;
import static io.meerkat.merge.item.ConflictCode.REF_TO_EXPIRED;
import static io.meerkat.merge.item.Resolution.OURS;
import static io.meerkat.merge.item.Resolution.THEIRS;
import static io.meerkat.merge.table.Tables.AT;
import static io.meerkat.merge.table.Tables.answer;
import static io.meerkat.merge.table.Tables.appended;
import static io.meerkat.merge.table.Tables.built;
import static io.meerkat.merge.table.Tables.columns;
import static io.meerkat.merge.table.Tables.keys;
import static io.meerkat.merge.table.Tables.merged;
import static io.meerkat.merge.table.Tables.with;
import static io.meerkat.merge.table.Tables.zoo;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.iceberg.GenericStatisticsFile;
import org.apache.iceberg.HistoryEntry;
import org.apache.iceberg.ImmutableGenericPartitionStatisticsFile;
import org.apache.iceberg.PartitionStatisticsFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    private final TableMetadata base = appended(appended(zoo(2), 1), 2);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void snapshotsOfOneSideComeAsTheyAreAndWhatTheOtherChangedLiesOnTop(int formatVersion) {
        var start = appended(zoo(formatVersion), 1);
        var ours = with(columns(start, edit -> edit.renameColumn("name", "title")), "a", "1");
        var theirs = appended(columns(start, edit -> edit.renameColumn("price", "cost")), 7);

        var merged = merged(start, ours, theirs);

        assertThat(merged.snapshots()).extracting(Snapshot::snapshotId).containsExactly(1L, 7L);
        assertThat(merged.currentSnapshot().snapshotId()).isEqualTo(7);
        assertThat(merged.currentSnapshot().sequenceNumber())
                .isEqualTo(theirs.currentSnapshot().sequenceNumber());
        assertThat(merged.lastSequenceNumber()).isEqualTo(theirs.lastSequenceNumber());
        assertThat(merged.nextRowId()).isEqualTo(theirs.nextRowId());
        assertThat(merged.properties()).containsEntry("a", "1");
        assertThat(merged.schema().findField(2).name()).isEqualTo("title");
        assertThat(merged.schema().findField(3).name()).isEqualTo("cost");
    }

    @Test
    void snapshotsOfTheirsNameTheirSchemaByTheIdThatItHasNow() {
        var ours = columns(base, edit -> edit.renameColumn("name", "title"));
        var theirs = appended(columns(base, edit -> edit.renameColumn("price", "cost")), 7);

        var merged = merged(base, ours, theirs);

        assertThat(Tables.schema(merged, 1).sameSchema(ours.schema())).isTrue();
        assertThat(merged.currentSnapshot().schemaId()).isEqualTo(2);
        assertThat(Tables.schema(merged, 2).sameSchema(theirs.schema())).isTrue();
        assertThat(merged.currentSchemaId()).isEqualTo(3);
        assertThat(merged.snapshot(2).schemaId()).isZero();
    }

    @Test
    void mainComesToRowsOfTheirsWhenTheyAreMerged() {
        var theirs = appended(appended(base, 7), 8);

        var merged = merged(base, with(base, "a", "1"), theirs);

        assertThat(merged.snapshotLog()).extracting(HistoryEntry::snapshotId).containsExactly(1L, 2L, 8L);
        assertThat(merged.snapshotLog().getLast().timestampMillis()).isEqualTo(AT);
        assertThat(merged.lastUpdatedMillis()).isEqualTo(AT);
    }

    @Test
    void rowsChangedOnBothSidesAreOneConflictThatOneSideSettles() {
        var ours = appended(base, 7);
        var theirs = appended(with(appended(base, 8), "a", "1"), 9);

        assertThat(keys(base, ours, theirs)).containsExactly("DATA_BOTH_CHANGED at 'main'");
        var keptOurs = merged(base, ours, theirs, answer(DATA_BOTH_CHANGED, "main", OURS));
        assertThat(keptOurs.snapshots()).extracting(Snapshot::snapshotId).containsExactly(1L, 2L, 7L);
        assertThat(keptOurs.properties()).containsEntry("a", "1");
        var tookTheirs = merged(base, ours, theirs, answer(DATA_BOTH_CHANGED, "main", THEIRS));
        assertThat(tookTheirs.snapshots()).extracting(Snapshot::snapshotId).containsExactly(1L, 2L, 7L, 8L, 9L);
        assertThat(tookTheirs.currentSnapshot().snapshotId()).isEqualTo(9);
        assertThat(tookTheirs.snapshotLog())
                .extracting(HistoryEntry::snapshotId)
                .containsExactly(1L, 2L, 7L, 9L);
    }

    @Test
    void snapshotsThatBothSidesHaveAreNoConflict() {
        var ours = with(appended(base, 7), "a", "1");
        var theirs = with(appended(appended(base, 7), 8), "b", "2");

        assertThat(merged(base, ours, theirs).currentSnapshot().snapshotId()).isEqualTo(8);
        assertThat(merged(base, theirs, ours).currentSnapshot().snapshotId()).isEqualTo(8);
    }

    @Test
    void aStepBackOnOneSideIsNotUndoneByRowsOfTheOther() {
        var back = built(base, builder -> builder.setBranchSnapshot(1, "main"));

        assertThat(keys(base, back, appended(base, 7))).containsExactly("DATA_BOTH_CHANGED at 'main'");
        assertThat(merged(base, back, with(base, "a", "1")).currentSnapshot().snapshotId())
                .isEqualTo(1);
    }

    @Test
    void rowsChangedOnBothSidesWithoutTheStateBeforeAreAConflictOfTheirOwn() {
        var ours = built(appended(base, 7), builder -> builder.removeSnapshots(List.of(2L)));
        var theirs = appended(base, 8);

        assertThat(keys(base, ours, theirs)).containsExactly("HISTORY_UNAVAILABLE at 'main'");
        var merged = merged(base, ours, theirs, answer(HISTORY_UNAVAILABLE, "main", OURS));
        assertThat(merged.snapshots()).extracting(Snapshot::snapshotId).containsExactly(1L, 7L);
        var old = built(appended(base, 7), builder -> builder.removeSnapshots(List.of(1L)));
        assertThat(keys(base, old, theirs)).containsExactly("DATA_BOTH_CHANGED at 'main'");
    }

    @Test
    void branchesAndTagsAreMergedByName() {
        var ours = built(
                base, builder -> builder.setRef("v1", SnapshotRef.tagBuilder(1).build()));
        var theirs = built(
                base,
                builder -> builder.setRef("audit", SnapshotRef.branchBuilder(2).build()));

        assertThat(merged(base, ours, theirs).refs()).containsOnlyKeys("main", "v1", "audit");
    }

    @Test
    void aBranchThatWentForwardOnBothSidesStandsWhereTheLineLeads() {
        var start = built(
                base,
                builder -> builder.setRef("audit", SnapshotRef.branchBuilder(1).build()));
        var nearer = built(
                start,
                builder -> builder.setRef("audit", SnapshotRef.branchBuilder(2).build()));
        var further = appended(nearer, 7, "audit", Map.of());

        assertThat(merged(start, with(nearer, "a", "1"), further).ref("audit").snapshotId())
                .isEqualTo(7);
        assertThat(merged(start, further, with(nearer, "a", "1")).ref("audit").snapshotId())
                .isEqualTo(7);
    }

    @Test
    void aBranchThatPartedOrWasRemovedOnOneSideAndMovedOnTheOtherIsAConflict() {
        var start = built(
                appended(base, 3),
                builder -> builder.setRef("audit", SnapshotRef.branchBuilder(2).build()));
        var back = built(start, builder -> builder.setBranchSnapshot(1, "audit"));
        var forward = built(start, builder -> builder.setBranchSnapshot(3, "audit"));
        var removed = built(start, builder -> builder.removeRef("audit"));
        var longer = built(
                start,
                builder -> builder.setRef(
                        "audit",
                        SnapshotRef.branchBuilder(2).minSnapshotsToKeep(5).build()));

        assertThat(keys(start, back, forward)).containsExactly("REF_DIVERGED at 'audit'");
        assertThat(keys(start, removed, forward)).containsExactly("REF_DIVERGED at 'audit'");
        assertThat(keys(start, removed, longer)).containsExactly("REF_DIVERGED at 'audit'");
        assertThat(keys(start, removed, with(start, "a", "1"))).isEmpty();
        assertThat(merged(start, back, forward, answer(REF_DIVERGED, "audit", THEIRS))
                        .ref("audit")
                        .snapshotId())
                .isEqualTo(3);
        assertThat(merged(start, removed, forward, answer(REF_DIVERGED, "audit", OURS))
                        .ref("audit"))
                .isNull();
    }

    @Test
    void howLongABranchIsKeptIsMergedFieldByField() {
        var start = built(
                base,
                builder -> builder.setRef("audit", SnapshotRef.branchBuilder(2).build()));
        var ours = built(
                start,
                builder -> builder.setRef(
                        "audit",
                        SnapshotRef.branchBuilder(2).minSnapshotsToKeep(5).build()));
        var theirs = built(
                start,
                builder -> builder.setRef(
                        "audit", SnapshotRef.branchBuilder(1).maxRefAgeMs(9L).build()));
        var other = built(
                start,
                builder -> builder.setRef(
                        "audit",
                        SnapshotRef.branchBuilder(2).minSnapshotsToKeep(6).build()));

        assertThat(merged(start, ours, theirs).ref("audit"))
                .isEqualTo(SnapshotRef.branchBuilder(1)
                        .minSnapshotsToKeep(5)
                        .maxRefAgeMs(9L)
                        .build());
        assertThat(keys(start, ours, other)).containsExactly("REF_RETENTION at 'audit.min-snapshots-to-keep'");
    }

    @Test
    void aSnapshotThatOneSideExpiredIsGoneUnlessTheOtherPutATagOnIt() {
        var expired = built(base, builder -> builder.removeSnapshots(List.of(1L)));
        var tagged = built(
                base, builder -> builder.setRef("v1", SnapshotRef.tagBuilder(1).build()));

        assertThat(merged(base, with(base, "a", "1"), expired).snapshots())
                .extracting(Snapshot::snapshotId)
                .containsExactly(2L);
        assertThat(merged(base, with(base, "a", "1"), expired).snapshotLog())
                .extracting(HistoryEntry::snapshotId)
                .containsExactly(2L);
        assertThat(keys(base, expired, tagged)).containsExactly("REF_TO_EXPIRED at 'v1'");
        assertThat(merged(base, expired, tagged, answer(REF_TO_EXPIRED, "v1", OURS))
                        .refs())
                .doesNotContainKey("v1");
        var kept = merged(base, expired, tagged, answer(REF_TO_EXPIRED, "v1", THEIRS));
        assertThat(kept.ref("v1").snapshotId()).isEqualTo(1);
        assertThat(kept.snapshot(1)).isNotNull();
    }

    @Test
    void theLogOfMainBeginsAfterASnapshotThatIsGone() {
        var start = appended(base, 3);
        var expired = built(start, builder -> builder.removeSnapshots(List.of(2L)));

        assertThat(merged(start, with(start, "a", "1"), expired).snapshotLog())
                .extracting(HistoryEntry::snapshotId)
                .containsExactly(3L);
    }

    @Test
    void snapshotsOfTheirsThatLostMainStayIfATagLeadsToThem() {
        var ours = appended(base, 7);
        var theirs = built(
                appended(appended(base, 8), 9),
                builder -> builder.setRef("v1", SnapshotRef.tagBuilder(8).build()));

        var merged = merged(base, ours, theirs, answer(DATA_BOTH_CHANGED, "main", OURS));

        assertThat(merged.snapshots()).extracting(Snapshot::snapshotId).containsExactly(1L, 2L, 7L, 8L);
        assertThat(merged.ref("v1").snapshotId()).isEqualTo(8);
    }

    @Test
    void statisticsAreThoseOfTheSnapshotsThatAreThere() {
        var ours = built(
                built(base, builder -> builder.setStatistics(statistics(1, "a"))),
                builder -> builder.setPartitionStatistics(partitions(2)));
        var theirs = built(
                built(appended(base, 7), builder -> builder.setStatistics(statistics(7, "b"))),
                builder -> builder.setStatistics(statistics(1, "c")));

        var outcome = Tables.merge(base, ours, theirs);

        assertThat(merged(outcome).statisticsFiles())
                .extracting(file -> file.path())
                .containsExactlyInAnyOrder("a", "b");
        assertThat(merged(outcome).partitionStatisticsFiles())
                .extracting(file -> file.path())
                .containsExactly("p2");
        assertThat(outcome.notices()).extracting(notice -> notice.path()).containsExactly("statistics of 1");
        var gone = built(base, builder -> builder.removeSnapshots(List.of(1L)));
        assertThat(merged(base, ours, gone).statisticsFiles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"added-position-delete-files", "added-position-deletes"})
    void positionDeletesBesideAnUpgradeWantAnAnswer(String count) {
        var upgraded = built(base, builder -> builder.upgradeFormatVersion(3));
        var deletes = appended(base, 7, "main", Map.of(count, "2"));

        assertThat(keys(base, upgraded, deletes)).containsExactly("FORMAT_UPGRADE at 'format-version'");
        assertThat(keys(base, deletes, upgraded)).containsExactly("FORMAT_UPGRADE at 'format-version'");
        assertThat(merged(base, upgraded, deletes, answer(FORMAT_UPGRADE, "format-version", OURS))
                        .formatVersion())
                .isEqualTo(3);
        assertThat(merged(base, upgraded, appended(base, 7)).formatVersion()).isEqualTo(3);
        assertThat(merged(base, upgraded, appended(base, 7)).currentSnapshot().firstRowId())
                .isNull();
    }

    @Test
    void aVersionOneTableThatWasUpgradedBesideRowsIsReadable() {
        var start = appended(zoo(1), 1);
        var upgraded = built(start, builder -> builder.upgradeFormatVersion(2));

        var theirs = appended(start, 7);

        var merged = merged(TableMerge.merge(start, upgraded, theirs, Map.of(), theirs.lastUpdatedMillis()));

        assertThat(merged.formatVersion()).isEqualTo(2);
        assertThat(merged.currentSnapshot().sequenceNumber()).isZero();
        assertThat(appended(merged, 8).currentSnapshot().sequenceNumber()).isEqualTo(1);
    }

    @Test
    void aColumnOfATagIsReadByTheTagsOwnSchema() {
        var theirs = built(
                appended(columns(base, edit -> edit.addColumn("age", Types.IntegerType.get())), 7),
                builder -> builder.setRef("v1", SnapshotRef.tagBuilder(7).build()));

        var merged = merged(base, with(base, "a", "1"), theirs);

        assertThat(Tables.schema(merged, merged.snapshot(7).schemaId()).findField("age"))
                .isNotNull();
    }

    private static GenericStatisticsFile statistics(long snapshotId, String path) {
        return new GenericStatisticsFile(snapshotId, path, 10, 5, List.of());
    }

    private static PartitionStatisticsFile partitions(long snapshotId) {
        return ImmutableGenericPartitionStatisticsFile.builder()
                .snapshotId(snapshotId)
                .path("p" + snapshotId)
                .fileSizeInBytes(10)
                .build();
    }
}
