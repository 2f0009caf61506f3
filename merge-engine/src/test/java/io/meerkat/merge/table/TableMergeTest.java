package io.meerkat.merge.table;

import static io.meerkat.merge.item.ConflictCode.LOCATION_BOTH;
import static io.meerkat.merge.item.ConflictCode.PROPERTY_SAME_KEY;
import static io.meerkat.merge.item.ConflictCode.REPLACED;
import static io.meerkat.merge.item.Resolution.OURS;
import static io.meerkat.merge.item.Resolution.THEIRS;
import static io.meerkat.merge.table.Tables.AT;
import static io.meerkat.merge.table.Tables.answer;
import static io.meerkat.merge.table.Tables.appended;
import static io.meerkat.merge.table.Tables.built;
import static io.meerkat.merge.table.Tables.columns;
import static io.meerkat.merge.table.Tables.conflicts;
import static io.meerkat.merge.table.Tables.edited;
import static io.meerkat.merge.table.Tables.keys;
import static io.meerkat.merge.table.Tables.merged;
import static io.meerkat.merge.table.Tables.with;
import static io.meerkat.merge.table.Tables.zoo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.Resolution.Supply;
import io.meerkat.merge.item.UnfitResolutionException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadata.MetadataLogEntry;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.encryption.BaseEncryptedKey;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class TableMergeTest {
    private final TableMetadata base = appended(zoo(2), 1);

    @Test
    void whatOneSideChangedIsTakenAsItIs() {
        var changed = appended(columns(base, edit -> edit.addColumn("age", Types.IntegerType.get())), 7);

        assertThat(merged(base, base, changed)).isSameAs(changed);
        assertThat(merged(base, changed, base)).isSameAs(changed);
        assertThat(merged(base, changed, changed)).isSameAs(changed);
    }

    @Test
    void takingTheirsHoldsWhatTheirsHoldsAfterAllThatOursHas() {
        var ours = columns(appended(appended(with(base, "a", "2"), 8), 9), edit -> edit.renameColumn("name", "called"));

        var taken = merged(TableMerge.takeTheirs(base, ours, base, AT));

        assertThat(taken.currentSnapshot().snapshotId())
                .isEqualTo(base.currentSnapshot().snapshotId());
        assertThat(taken.schema().asStruct()).isEqualTo(base.schema().asStruct());
        assertThat(taken.properties()).isEqualTo(base.properties());
        assertThat(taken.snapshots()).hasSameSizeAs(ours.snapshots());
        assertThat(taken.lastSequenceNumber()).isEqualTo(ours.lastSequenceNumber());
    }

    @Test
    void takingTheirsBringsNoExpiredSnapshotBack() {
        var before = appended(base, 8);
        var ours = built(appended(before, 9), edit -> edit.removeSnapshots(List.of(8L, 1L)));

        assertThat(conflicts(TableMerge.takeTheirs(before, ours, before, AT)))
                .extracting(Conflict::code)
                .containsExactly(ConflictCode.REF_TO_EXPIRED);
        assertThat(merged(TableMerge.takeTheirs(before, ours, with(ours, "a", "2"), AT))
                        .snapshots())
                .hasSameSizeAs(ours.snapshots());
    }

    @Test
    void whenMetadataWasWrittenIsNoChange() {
        var touched = Tables.read(
                TableMetadataParser.toJson(base).replaceFirst("\"last-updated-ms\":\\d+", "\"last-updated-ms\":" + AT));
        var changed = with(base, "a", "1");

        assertThat(merged(base, touched, changed)).isSameAs(changed);
    }

    @Test
    void idsThatOursGaveOutAreNotGivenOutAgain() {
        var ours = columns(
                columns(base, edit -> edit.addColumn("age", Types.IntegerType.get())),
                edit -> edit.deleteColumn("age"));

        assertThat(merged(base, ours, with(base, "a", "1")).lastColumnId()).isEqualTo(14);
    }

    @Test
    void propertiesAreMergedByKey() {
        var start = with(with(base, "a", "1"), "b", "1");
        var ours =
                with(edited(start, edit -> edit.updateProperties().remove("a").commit()), "c", "3");
        var theirs = with(start, "b", "2");

        assertThat(merged(start, ours, theirs).properties())
                .containsEntry("b", "2")
                .containsEntry("c", "3")
                .doesNotContainKey("a");
    }

    @Test
    void onePropertySetOrRemovedDifferentlyIsAConflictWithAnyAnswer() {
        var ours = with(base, "owner", "ann");
        var theirs = with(base, "owner", "bob");
        var removed =
                edited(base, edit -> edit.updateProperties().remove("owner").commit());

        assertThat(keys(base, ours, theirs)).containsExactly("PROPERTY_SAME_KEY at 'owner'");
        assertThat(conflicts(base, ours, theirs).getFirst().sentence())
                .isEqualTo("The property owner was keeper; ours set it to ann and theirs set it to bob.");
        assertThat(conflicts(base, ours, removed).getFirst().sentence())
                .isEqualTo("The property owner was keeper; ours set it to ann and theirs removed it.");
        assertThat(merged(base, ours, theirs, answer(PROPERTY_SAME_KEY, "owner", new Supply("cy")))
                        .properties())
                .containsEntry("owner", "cy");
        assertThat(merged(base, ours, removed, answer(PROPERTY_SAME_KEY, "owner", THEIRS))
                        .properties())
                .doesNotContainKey("owner");
        assertThat(keys(base, with(ours, "a", "1"), with(ours, "b", "1"))).isEmpty();
    }

    @Test
    void theLocationIsThatOfTheSideThatMovedIt() {
        var ours = edited(
                base, edit -> edit.updateLocation().setLocation("file:///w/a").commit());
        var theirs = edited(
                base, edit -> edit.updateLocation().setLocation("file:///w/b").commit());

        assertThat(merged(base, with(base, "a", "1"), theirs).location()).isEqualTo("file:///w/b");
        assertThat(keys(base, ours, theirs)).containsExactly("LOCATION_BOTH at 'location'");
        assertThat(merged(base, ours, theirs, answer(LOCATION_BOTH, "location", OURS))
                        .location())
                .isEqualTo("file:///w/a");
    }

    @Test
    void everyConflictIsToldAtOnce() {
        var ours = columns(with(base, "owner", "ann"), edit -> edit.renameColumn("name", "title"));
        var theirs = columns(with(base, "owner", "bob"), edit -> edit.renameColumn("name", "label"));

        assertThat(keys(base, appended(ours, 7), appended(theirs, 8)))
                .containsExactly("DATA_BOTH_CHANGED at 'main'", "PROPERTY_SAME_KEY at 'owner'", "RENAME at 'name#2'");
    }

    @Test
    void anAnswerToNoConflictAndOneOfAWrongKindAreRefused() {
        var ours = with(base, "owner", "ann");
        var theirs = with(base, "owner", "bob");

        assertThatThrownBy(() -> merged(base, ours, theirs, answer(PROPERTY_SAME_KEY, "other", OURS)))
                .isInstanceOf(UnfitResolutionException.class)
                .hasMessage("PROPERTY_SAME_KEY at 'other': there is no such conflict");
        assertThatThrownBy(() -> merged(base, base, theirs, answer(PROPERTY_SAME_KEY, "owner", OURS)))
                .isInstanceOf(UnfitResolutionException.class);
        var moved = edited(
                base, edit -> edit.updateLocation().setLocation("file:///w/a").commit());
        var other = edited(
                base, edit -> edit.updateLocation().setLocation("file:///w/b").commit());
        assertThatThrownBy(() -> merged(base, moved, other, answer(LOCATION_BOTH, "location", new Supply("x"))))
                .isInstanceOf(UnfitResolutionException.class)
                .hasMessageContaining(
                        "LOCATION_BOTH at 'location': SUPPLIED is not among the answers it takes, which are [OURS, THEIRS]");
    }

    @Test
    void theMetadataThatIsReplacedIsInTheLogAndTheLogKeepsItsLength() {
        var ours = with(
                built(base, builder -> builder.setPreviousFileLocation("old").setProperties(Map.of("a", "1"))),
                "b",
                "2");

        var merged = merged(base, ours, with(base, "c", "3"));

        assertThat(merged.previousFiles())
                .extracting(MetadataLogEntry::file)
                .endsWith(ours.metadataFileLocation())
                .hasSize(ours.previousFiles().size() + 1);
        var shortened = merged(base, ours, with(base, "write.metadata.previous-versions-max", "1"));
        assertThat(shortened.previousFiles())
                .extracting(MetadataLogEntry::file)
                .containsExactly(ours.metadataFileLocation());
    }

    @Test
    void anotherTableInThePlaceOfThisOneIsAConflictAsAWhole() {
        var other = with(zoo(2), "owner", "ann");
        var theirs = with(base, "owner", "bob");

        assertThat(merged(base, other, base)).isSameAs(other);
        assertThat(keys(base, other, theirs)).containsExactly("REPLACED at 'table'");
        assertThat(keys(base, theirs, other)).containsExactly("REPLACED at 'table'");
        assertThat(merged(base, theirs, other, answer(REPLACED, "table", THEIRS)))
                .isSameAs(other);
    }

    @Test
    void aTableThatWasCreatedAnewUnderItsUuidComesOnTopOfOurs() {
        var ours = appended(with(base, "a", "1"), 7);
        var schema = new Schema(Types.NestedField.optional(1, "name", Types.LongType.get()));
        var theirs = Tables.read(TableMetadataParser.toJson(base.buildReplacement(
                schema, PartitionSpec.unpartitioned(), SortOrder.unsorted(), base.location(), Map.of("b", "2"))));
        var filled = appended(theirs, 8);

        assertThat(keys(base, ours, theirs)).containsExactly("REPLACED at 'table'");
        assertThat(keys(base, filled, ours)).containsExactly("REPLACED at 'table'");
        var merged = merged(base, ours, filled, answer(REPLACED, "table", THEIRS));
        assertThat(merged.schema().sameSchema(filled.schema())).isTrue();
        assertThat(merged.properties()).isEqualTo(filled.properties());
        assertThat(merged.currentSnapshot().snapshotId()).isEqualTo(8);
        assertThat(merged.snapshots()).extracting(Snapshot::snapshotId).containsExactly(1L, 7L, 8L);
        assertThat(Tables.schema(merged, merged.snapshot(7).schemaId()).sameSchema(ours.schema()))
                .isTrue();
        assertThat(merged.lastColumnId()).isGreaterThanOrEqualTo(filled.lastColumnId());
    }

    @Test
    void whatIcebergCouldNotLoadIsAConflictAndNoTable() {
        var ours = edited(
                base,
                edit -> edit.updateSpec()
                        .addField(Expressions.bucket("price", 4))
                        .commit());

        assertThat(keys(base, ours, Typed.column(base, 3, Types.BooleanType.get())))
                .containsExactly("UNREADABLE at 'table'");
        assertThat(keys(base, ours, Typed.column(base, 3, Types.DecimalType.of(12, 2))))
                .isEmpty();
    }

    @Test
    void firstRowsInAnEmptyTableReplaceNothing() {
        var empty = zoo(2);

        assertThat(keys(empty, with(empty, "a", "1"), appended(empty, 1))).isEmpty();
    }

    @Test
    void oneKeyIdForTwoEncryptionKeysIsAConflict() {
        var start = zoo(3);
        var ours = built(start, builder -> builder.addEncryptionKey(key("a", 1)));
        var theirs = built(start, builder -> builder.addEncryptionKey(key("a", 2)));

        assertThat(keys(start, ours, theirs)).containsExactly("ENCRYPTION_KEY at 'a'");
        assertThat(merged(start, ours, theirs, answer(ConflictCode.ENCRYPTION_KEY, "a", THEIRS))
                        .encryptionKeys()
                        .getFirst()
                        .encryptedKeyMetadata())
                .isEqualTo(ByteBuffer.wrap(new byte[] {2}));
        assertThat(merged(TableMerge.takeTheirs(start, ours, theirs, AT)).encryptionKeys())
                .extracting(key -> key.encryptedKeyMetadata())
                .containsExactly(ByteBuffer.wrap(new byte[] {2}));
        assertThat(keys(start, ours, with(ours, "x", "1"))).as("the same key").isEmpty();
        assertThat(keys(start, ours, built(start, builder -> builder.addEncryptionKey(key("b", 2)))))
                .as("another id")
                .isEmpty();
    }

    private static BaseEncryptedKey key(String id, int secret) {
        return new BaseEncryptedKey(id, ByteBuffer.wrap(new byte[] {(byte) secret}), "kek", Map.of());
    }

    @Test
    void encryptionKeysOfBothSidesAreThere() {
        var ours = built(zoo(3), builder -> builder.addEncryptionKey(key("a")));
        var start = built(ours, builder -> builder.removeEncryptionKey("a"));
        var other = built(start, builder -> builder.addEncryptionKey(key("b")));

        assertThat(merged(start, ours, other).encryptionKeys())
                .extracting(key -> key.keyId())
                .containsExactly("a", "b");
        assertThat(merged(ours, with(ours, "x", "1"), start).encryptionKeys()).isEmpty();
        assertThat(merged(start, ours, other).encryptionKeys().getFirst().encryptedKeyMetadata())
                .isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }

    @Test
    void aKeyThatOneSideDroppedStaysIfASnapshotOfTheOtherNeedsIt() {
        var start = built(zoo(3), builder -> builder.addEncryptionKey(key("a")));
        var dropped = built(start, builder -> builder.removeEncryptionKey("a"));
        var encrypted = Tables.read(TableMetadataParser.toJson(appended(start, 7))
                .replace("\"manifest-list\"", "\"key-id\":\"a\",\"manifest-list\""));

        assertThat(encrypted.currentSnapshot().keyId()).isEqualTo("a");
        assertThat(merged(start, dropped, encrypted).encryptionKeys())
                .extracting(key -> key.keyId())
                .containsExactly("a");
        assertThat(merged(start, dropped, appended(start, 7)).encryptionKeys()).isEmpty();
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        var ours = columns(with(base, "z", "1"), edit -> edit.addColumn("age", Types.IntegerType.get()));
        var theirs = appended(with(with(base, "y", "1"), "x", "1"), 7);

        assertThat(TableMetadataParser.toJson(merged(base, ours, theirs)))
                .isEqualTo(TableMetadataParser.toJson(merged(base, ours, theirs)))
                .contains("\"last-updated-ms\":" + AT);
    }

    private static BaseEncryptedKey key(String id) {
        return new BaseEncryptedKey(id, ByteBuffer.wrap(new byte[] {1, 2, 3}), "kek", Map.of("timestamp", "1"));
    }
}
