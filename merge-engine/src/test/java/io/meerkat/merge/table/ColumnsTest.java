package io.meerkat.merge.table;

import static io.meerkat.merge.item.ConflictCode.COLUMN_NAME;
import static io.meerkat.merge.item.ConflictCode.DROP_USED;
import static io.meerkat.merge.item.ConflictCode.FIELD_ID_COLLISION;
import static io.meerkat.merge.item.ConflictCode.IDENTIFIER;
import static io.meerkat.merge.item.ConflictCode.NULLABILITY;
import static io.meerkat.merge.item.ConflictCode.RENAME;
import static io.meerkat.merge.item.ConflictCode.TYPE;
import static io.meerkat.merge.item.Resolution.OURS;
import static io.meerkat.merge.item.Resolution.THEIRS;
import static io.meerkat.merge.table.Tables.answer;
import static io.meerkat.merge.table.Tables.appended;
import static io.meerkat.merge.table.Tables.columns;
import static io.meerkat.merge.table.Tables.conflicts;
import static io.meerkat.merge.table.Tables.edited;
import static io.meerkat.merge.table.Tables.keys;
import static io.meerkat.merge.table.Tables.marked;
import static io.meerkat.merge.table.Tables.merged;
import static io.meerkat.merge.table.Tables.with;
import static io.meerkat.merge.table.Tables.zoo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Offer;
import io.meerkat.merge.item.Resolution.Supply;
import io.meerkat.merge.item.UnfitResolutionException;
import java.util.Map;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private final TableMetadata base = zoo(2);
    private final TableMetadata marked = marked(base, 50, 1000);

    @Test
    void columnsThatBothSidesAddedUnderDistinctIdsAreBothThere() {
        var ours = columns(
                base,
                edit -> edit.addColumn("age", Types.IntegerType.get())
                        .addColumn("place", "street", Types.StringType.get()));
        var theirs = columns(
                marked,
                edit -> edit.addColumn("born", Types.DateType.get())
                        .addColumn("tags.element", "weight", Types.LongType.get())
                        .addColumn("notes.value", "by", Types.StringType.get()));

        var merged = merged(base, ours, theirs);

        assertThat(merged.schema().asStruct().fields())
                .extracting(Types.NestedField::name)
                .containsExactly("id", "name", "price", "place", "tags", "notes", "age", "born");
        assertThat(merged.schema().findField("place.street").fieldId()).isEqualTo(15);
        assertThat(merged.schema().findField("tags.element.weight").fieldId()).isEqualTo(52);
        assertThat(merged.schema().findField("notes.value.by").fieldId()).isEqualTo(53);
        assertThat(merged.lastColumnId()).isEqualTo(53);
    }

    @Test
    void twoColumnsWithOneIdAreNeverGuessedApart() {
        var ours = columns(base, edit -> edit.addColumn("age", Types.IntegerType.get()));
        var theirs = columns(base, edit -> edit.addColumn("born", Types.DateType.get()));

        assertThat(keys(base, ours, theirs)).containsExactly("FIELD_ID_COLLISION at 'age|born#14'");
        assertThat(conflicts(base, ours, theirs).getFirst().offered())
                .containsExactlyInAnyOrder(Offer.OURS, Offer.THEIRS);
        var merged = merged(base, ours, theirs, answer(FIELD_ID_COLLISION, "age|born#14", THEIRS));
        assertThat(merged.schema().findField(14).name()).isEqualTo("born");
        assertThat(merged.schema().findField("age")).isNull();
    }

    @Test
    void anIdThatFilesWereWrittenUnderKeepsTheColumnOfThoseFiles() {
        var ours = columns(base, edit -> edit.addColumn("age", Types.IntegerType.get()));
        var theirs = appended(columns(base, edit -> edit.addColumn("born", Types.DateType.get())), 7);

        assertThat(conflicts(base, ours, theirs).getFirst().offered()).containsExactly(Offer.THEIRS);
        assertThatThrownBy(() -> merged(base, ours, theirs, answer(FIELD_ID_COLLISION, "age|born#14", OURS)))
                .isInstanceOf(UnfitResolutionException.class)
                .hasMessageContaining("FIELD_ID_COLLISION at 'age|born#14'")
                .hasMessageContaining("THEIRS");
    }

    @Test
    void whatNamesTheColumnThatWentDoesNotNameTheOneThatStayed() {
        var ours = columns(base, edit -> edit.addRequiredColumn("age", Types.IntegerType.get()));
        var named = columns(
                base,
                edit -> edit.addRequiredColumn("born", Types.DateType.get()).setIdentifierFields("born"));
        var partitioned =
                edited(named, edit -> edit.updateSpec().addField("born").commit());
        var theirs =
                edited(partitioned, edit -> edit.replaceSortOrder().asc("born").commit());

        var merged = merged(base, ours, theirs, answer(FIELD_ID_COLLISION, "age|born#14", OURS));

        assertThat(merged.schema().findField(14).name()).isEqualTo("age");
        assertThat(merged.schema().identifierFieldIds()).isEmpty();
        assertThat(merged.specs()).allMatch(spec -> spec.isUnpartitioned());
        assertThat(merged.sortOrders()).allMatch(order -> order.isUnsorted());
    }

    @Test
    void filesThatAreStagedToBePublishedKeepTheirColumnsToo() {
        var ours = columns(base, edit -> edit.addColumn("age", Types.IntegerType.get()));
        var theirs = columns(base, edit -> edit.addColumn("born", Types.DateType.get()));
        var branch = appended(theirs, 7, "staged", Map.of());
        var staged = Tables.built(branch, builder -> builder.removeRef("staged"));

        assertThat(staged.snapshots()).hasSize(1);
        assertThat(conflicts(base, ours, staged).getFirst().offered()).containsExactly(Offer.THEIRS);
    }

    @Test
    void aColumnThatLostItsIdInAnEarlierMergeIsNotReadByTheNameOfTheOtherOne() {
        var theirs = columns(base, edit -> edit.addColumn("born", Types.StringType.get()));
        var ours = merged(
                base,
                columns(base, edit -> edit.addColumn("age", Types.StringType.get())),
                theirs,
                answer(FIELD_ID_COLLISION, "age|born#14", OURS));
        var written = appended(theirs, 7);

        assertThat(keys(theirs, ours, written)).containsExactly("FIELD_ID_COLLISION at 'born#14'");
        assertThat(keys(theirs, ours, with(theirs, "a", "1"))).isEmpty();
        var renamed = columns(theirs, edit -> edit.renameColumn("born", "age"));
        assertThat(merged(theirs, renamed, written).schema().findField(14).name())
                .isEqualTo("age");
    }

    @Test
    void aColumnWhoseNewNameLostInAnEarlierMergeIsStillThatColumn() {
        var theirs = columns(base, edit -> edit.renameColumn("name", "label"));
        var ours = merged(
                base,
                columns(base, edit -> edit.renameColumn("name", "title")),
                theirs,
                answer(RENAME, "name#2", OURS));

        assertThat(merged(theirs, ours, appended(theirs, 7))
                        .schema()
                        .findField(2)
                        .name())
                .isEqualTo("title");
    }

    @Test
    void whatIsInAColumnGoesWithIt() {
        var inner = Types.StructType.of(Types.NestedField.optional(90, "deep", Types.LongType.get()));
        var ours = columns(
                base,
                edit -> edit.addColumn("plain", Types.IntegerType.get()).addColumn("other", Types.LongType.get()));
        var theirs = columns(base, edit -> edit.addColumn("nest", inner));
        var path = "nest|plain#14";

        assertThat(keys(base, ours, theirs)).containsExactly("FIELD_ID_COLLISION at '" + path + "'");
        var plain = merged(base, ours, theirs, answer(FIELD_ID_COLLISION, path, OURS))
                .schema();
        assertThat(plain.findField(15).name()).isEqualTo("other");
        var left = TableMerge.merge(base, ours, theirs, answer(FIELD_ID_COLLISION, path, THEIRS), Tables.AT);
        assertThat(conflicts(left)).extracting(conflict -> conflict.path()).containsExactly("nest.deep|other#15");
    }

    @Test
    void bothSidesMayAddOneColumnUnderOneId() {
        var ours = with(columns(base, edit -> edit.addColumn("age", Types.IntegerType.get())), "a", "1");
        var theirs = with(columns(base, edit -> edit.addColumn("age", Types.IntegerType.get())), "b", "2");

        assertThat(merged(base, ours, theirs).schema().sameSchema(ours.schema()))
                .isTrue();
        var wider = columns(base, edit -> edit.addColumn("age", Types.LongType.get()));
        assertThat(keys(base, ours, wider)).containsExactly("FIELD_ID_COLLISION at 'age#14'");
    }

    @Test
    void twoColumnsOfOneNameAreSettledByName() {
        var ours = columns(base, edit -> edit.addColumn("age", Types.IntegerType.get()));
        var theirs = columns(marked, edit -> edit.addColumn("age", Types.IntegerType.get()));
        var path = "age#14,#51";

        assertThat(keys(base, ours, theirs)).containsExactly("COLUMN_NAME at 'age#14,#51'");
        assertThat(merged(base, ours, theirs, answer(COLUMN_NAME, path, OURS))
                        .schema()
                        .findField("age")
                        .fieldId())
                .isEqualTo(14);
        var both = merged(base, ours, theirs, answer(COLUMN_NAME, path, new Supply("years")))
                .schema();
        assertThat(both.findField("age").fieldId()).isEqualTo(14);
        assertThat(both.findField("years").fieldId()).isEqualTo(51);
        var nested = columns(marked, edit -> edit.addColumn("place", "age", Types.IntegerType.get()));
        assertThat(keys(base, ours, nested)).isEmpty();
    }

    @Test
    void aNewNameThatTheOtherSideAddedGoesBackToTheOldOneIfItLoses() {
        var ours = columns(base, edit -> edit.renameColumn("name", "title"));
        var theirs = columns(base, edit -> edit.addColumn("title", Types.StringType.get()));

        var merged = merged(base, ours, theirs, answer(COLUMN_NAME, "title#2,#14", THEIRS))
                .schema();

        assertThat(merged.findField("name").fieldId()).isEqualTo(2);
        assertThat(merged.findField("title").fieldId()).isEqualTo(14);
    }

    @Test
    void aColumnThatWasThereBeforeDoesNotGoForTheSakeOfAName() {
        var ours = columns(
                columns(base, edit -> edit.renameColumn("name", "title")),
                edit -> edit.addColumn("name", Types.LongType.get()));
        var theirs = columns(marked, edit -> edit.addColumn("title", Types.StringType.get()));
        var answers = answer(COLUMN_NAME, "title#2,#51", THEIRS);

        var left = conflicts(TableMerge.merge(base, ours, theirs, answers, Tables.AT));

        assertThat(left).singleElement().satisfies(conflict -> {
            assertThat(conflict.key()).hasToString("COLUMN_NAME at 'name#2,#14'");
            assertThat(conflict.offered()).containsExactly(Offer.THEIRS, Offer.SUPPLIED);
        });
    }

    @Test
    void aColumnElsewhereThatHasTheIdAndTheNameIsNotMistakenForTheOneThatStayed() {
        var ours = columns(
                base,
                edit -> edit.renameColumn("place.zip", "title")
                        .addColumn("notes.value", "title", Types.StringType.get()));
        var theirs = columns(base, edit -> edit.addColumn("place", "title", Types.StringType.get()));

        var merged = merged(
                base,
                ours,
                theirs,
                Map.of(
                        new ConflictKey(FIELD_ID_COLLISION, "notes.value.title|place.title#14"),
                        THEIRS,
                        new ConflictKey(COLUMN_NAME, "title#8,#14"),
                        OURS));

        assertThat(merged.schema().findField("place.title").fieldId()).isEqualTo(8);
        assertThat(merged.schema().findField(14)).isNull();
    }

    @Test
    void aNameThatIsTakenOrNoneIsNoAnswer() {
        var ours = columns(base, edit -> edit.addColumn("age", Types.IntegerType.get()));
        var theirs = columns(marked, edit -> edit.addColumn("age", Types.IntegerType.get()));

        for (var name : new String[] {"age", " "}) {
            assertThatThrownBy(() -> merged(base, ours, theirs, answer(COLUMN_NAME, "age#14,#51", new Supply(name))))
                    .isInstanceOf(UnfitResolutionException.class)
                    .hasMessageContaining("COLUMN_NAME at 'age#14,#51'");
        }
        var third = conflicts(
                TableMerge.merge(base, ours, theirs, answer(COLUMN_NAME, "age#14,#51", new Supply("name")), Tables.AT));
        assertThat(third).extracting(conflict -> conflict.path()).containsExactly("name#2,#51");
    }

    @Test
    void changesOfDifferentAttributesOfOneColumnCommute() {
        var ours = columns(base, edit -> edit.renameColumn("id", "number").updateColumnDoc("id", "counted"));
        var theirs = columns(
                base, edit -> edit.updateColumn("id", Types.LongType.get()).makeColumnOptional("id"));

        var merged = merged(base, ours, theirs).schema().findField(1);

        assertThat(merged).isEqualTo(Types.NestedField.optional(1, "number", Types.LongType.get(), "counted"));
    }

    @Test
    void oneAttributeChangedDifferentlyIsAConflictAndChangedAlikeIsNone() {
        var ours = columns(base, edit -> edit.renameColumn("name", "title").updateColumnDoc("price", "in euros"));
        var theirs = columns(base, edit -> edit.renameColumn("name", "label").updateColumnDoc("price", "in pounds"));
        var alike = columns(marked, edit -> edit.renameColumn("name", "title").updateColumnDoc("price", "in euros"));

        assertThat(keys(base, ours, theirs)).containsExactly("RENAME at 'name#2'", "COLUMN_DOC at 'price#3'");
        assertThat(conflicts(base, ours, theirs).getFirst().sentence())
                .isEqualTo("The name of column 2 was name; ours set it to title and theirs set it to label.");
        assertThat(keys(base, ours, alike)).isEmpty();
        var docs = columns(base, edit -> edit.renameColumn("name", "label"));
        assertThat(merged(base, ours, docs, answer(RENAME, "name#2", new Supply("word")))
                        .schema()
                        .findField(2)
                        .name())
                .isEqualTo("word");
    }

    @Test
    void theWiderTypeWinsIfBothAreWiderThanBefore() {
        var ours = columns(base, edit -> edit.updateColumn("price", Types.DecimalType.of(12, 2)));
        var theirs = columns(base, edit -> edit.updateColumn("price", Types.DecimalType.of(20, 2)));

        assertThat(merged(base, ours, theirs).schema().findType("price")).isEqualTo(Types.DecimalType.of(20, 2));
        assertThat(merged(base, theirs, ours).schema().findType("price")).isEqualTo(Types.DecimalType.of(20, 2));
    }

    @Test
    void typesOfVersionThreeAreMergedLikeOthers() {
        var three = columns(zoo(3), edit -> edit.addColumn("later", Types.UnknownType.get()));
        var ours =
                columns(Typed.column(three, 14, Types.IntegerType.get()), edit -> edit.renameColumn("name", "title"));
        var theirs = columns(
                Typed.column(three, 14, Types.LongType.get()),
                edit -> edit.addColumn("any", Types.VariantType.get())
                        .addColumn("nanos", Types.TimestampNanoType.withZone())
                        .addColumn("shape", Types.GeometryType.crs84()));

        var merged = merged(three, ours, theirs).schema();

        assertThat(merged.findType("later")).isEqualTo(Types.LongType.get());
        assertThat(merged.findType("any")).isEqualTo(Types.VariantType.get());
        assertThat(merged.findType("nanos")).isEqualTo(Types.TimestampNanoType.withZone());
        assertThat(merged.findType("shape")).isEqualTo(Types.GeometryType.crs84());
        assertThat(merged.findField(2).name()).isEqualTo("title");
    }

    @Test
    void typesThatAreNotWiderOnesAreAConflict() {
        var ours = Typed.column(base, 3, Types.DecimalType.of(12, 3));
        var theirs = Typed.column(base, 3, Types.DecimalType.of(12, 4));

        assertThat(keys(base, ours, theirs)).containsExactly("TYPE at 'price#3'");
        assertThat(merged(base, ours, theirs, answer(TYPE, "price#3", OURS))
                        .schema()
                        .findType(3))
                .isEqualTo(Types.DecimalType.of(12, 3));
        assertThat(conflicts(base, ours, theirs).getFirst().offered())
                .as("no type holds both")
                .containsExactlyInAnyOrder(Offer.OURS, Offer.THEIRS);
    }

    @Test
    void aTypeThatBothMadeNarrowerMayBecomeAnyThatHoldsBoth() {
        var ours = Typed.column(base, 3, Types.DecimalType.of(5, 2));
        var theirs = Typed.column(base, 3, Types.DecimalType.of(7, 2));

        assertThat(keys(base, ours, theirs)).containsExactly("TYPE at 'price#3'");
        assertThat(merged(base, ours, theirs, answer(TYPE, "price#3", new Supply("decimal(8,2)")))
                        .schema()
                        .findType(3))
                .isEqualTo(Types.DecimalType.of(8, 2));
        for (var type : new String[] {"long", "decimal(6,2)"}) {
            assertThatThrownBy(() -> merged(base, ours, theirs, answer(TYPE, "price#3", new Supply(type))))
                    .isInstanceOf(UnfitResolutionException.class)
                    .hasMessageContaining("not all that was written can be read as " + type);
        }
    }

    @Test
    void aColumnDroppedOnOneSideIsGoneUnlessTheOtherWorksOnIt() {
        var dropped = columns(base, edit -> edit.deleteColumn("price"));
        var other = columns(base, edit -> edit.renameColumn("name", "title"));
        var used = columns(base, edit -> edit.renameColumn("price", "cost"));

        assertThat(merged(base, dropped, other).schema().findField(3)).isNull();
        assertThat(keys(base, dropped, used)).containsExactly("DROP_USED at 'price#3'");
        assertThat(merged(base, dropped, used, answer(DROP_USED, "price#3", OURS))
                        .schema()
                        .findField(3))
                .isNull();
        assertThat(merged(base, dropped, used, answer(DROP_USED, "price#3", THEIRS))
                        .schema()
                        .findField(3)
                        .name())
                .isEqualTo("cost");
        assertThat(merged(base, dropped, columns(marked, edit -> edit.deleteColumn("price")))
                        .schema()
                        .findField(3))
                .isNull();
    }

    @Test
    void aDroppedStructThatGotAColumnOnTheOtherSideIsOneConflict() {
        var dropped = columns(base, edit -> edit.deleteColumn("place"));
        var grown = columns(
                base,
                edit -> edit.addColumn("place", "street", Types.StringType.get())
                        .renameColumn("place.city", "town"));

        assertThat(keys(base, dropped, grown)).containsExactly("DROP_USED at 'place#4'");
        assertThat(merged(base, dropped, grown, answer(DROP_USED, "place#4", THEIRS))
                        .schema()
                        .findField("place.town"))
                .isNotNull();
        assertThat(merged(base, dropped, grown, answer(DROP_USED, "place#4", OURS))
                        .schema()
                        .findField("place"))
                .isNull();
    }

    @Test
    void aDroppedColumnThatTheOtherSidePartitionsSortsOrIdentifiesByIsAConflict() {
        var dropped = columns(base, edit -> edit.deleteColumn("name"));
        var partitioned =
                edited(base, edit -> edit.updateSpec().addField("name").commit());
        var sorted = edited(base, edit -> edit.replaceSortOrder().asc("name").commit());
        var identified = columns(base, edit -> edit.requireColumn("name").setIdentifierFields("name"));

        for (var using : new TableMetadata[] {partitioned, sorted, identified}) {
            assertThat(keys(base, dropped, using)).containsExactly("DROP_USED at 'name#2'");
            assertThat(keys(base, using, dropped)).containsExactly("DROP_USED at 'name#2'");
            var without = merged(base, dropped, using, answer(DROP_USED, "name#2", OURS));
            assertThat(without.schema().findField(2)).isNull();
            assertThat(without.spec().isUnpartitioned()).isTrue();
            assertThat(without.sortOrder().isUnsorted()).isTrue();
            assertThat(without.schema().identifierFieldIds()).isEmpty();
            var kept = merged(base, dropped, using, answer(DROP_USED, "name#2", THEIRS));
            assertThat(kept.spec().compatibleWith(using.spec())).isTrue();
            assertThat(kept.sortOrder().sameOrder(using.sortOrder())).isTrue();
            assertThat(kept.schema().identifierFieldIds())
                    .isEqualTo(using.schema().identifierFieldIds());
        }
        assertThat(keys(
                        base,
                        dropped,
                        edited(base, edit -> edit.updateSpec().addField("id").commit())))
                .isEmpty();
    }

    @Test
    void aColumnMayBecomeOptionalAndMayNotBecomeRequiredWhileRowsAreAdded() {
        var optional = columns(base, edit -> edit.makeColumnOptional("id"));
        var required = columns(base, edit -> edit.requireColumn("name"));
        var rows = appended(base, 7);

        assertThat(merged(base, optional, rows).schema().findField(1).isOptional())
                .isTrue();
        assertThat(merged(base, required, with(base, "a", "1"))
                        .schema()
                        .findField(2)
                        .isRequired())
                .isTrue();
        assertThat(keys(base, required, rows)).containsExactly("NULLABILITY at 'name#2'");
        assertThat(merged(base, required, rows, answer(NULLABILITY, "name#2", THEIRS))
                        .schema()
                        .findField(2)
                        .isOptional())
                .isTrue();
    }

    @Test
    void aRequiredColumnWithoutDefaultMayNotComeWhileRowsAreAdded() {
        var three = zoo(3);
        var bare = columns(three, edit -> edit.addRequiredColumn("age", Types.IntegerType.get()));
        var defaulted =
                columns(three, edit -> edit.addRequiredColumn("age", Types.IntegerType.get(), Expressions.lit(0)));

        assertThat(keys(three, bare, appended(three, 7))).containsExactly("NULLABILITY at 'age#14'");
        assertThat(merged(three, defaulted, appended(three, 7))
                        .schema()
                        .findField("age")
                        .isRequired())
                .isTrue();
    }

    @Test
    void defaultsAreMergedOneByOneAndSurviveAWiderType() {
        var three = columns(zoo(3), edit -> edit.addColumn("age", Types.IntegerType.get(), Expressions.lit(1)));
        var ours = columns(three, edit -> edit.updateColumn("age", Types.LongType.get()));
        var theirs = columns(three, edit -> edit.updateColumnDefault("age", Expressions.lit(2)));
        var others = columns(three, edit -> edit.updateColumnDefault("age", Expressions.lit(3)));

        var merged = merged(three, ours, theirs).schema().findField("age");

        assertThat(merged.type()).isEqualTo(Types.LongType.get());
        assertThat(merged.initialDefault()).isEqualTo(1L);
        assertThat(merged.writeDefault()).isEqualTo(2L);
        assertThat(keys(three, theirs, others)).containsExactly("DEFAULT at 'age#14 write default'");
    }

    @Test
    void twoIdentifiersAreAConflictAndOneIsTaken() {
        var ours = columns(base, edit -> edit.setIdentifierFields("id"));
        var theirs = columns(base, edit -> edit.requireColumn("name").setIdentifierFields("name"));

        assertThat(keys(base, ours, theirs)).containsExactly("IDENTIFIER at 'identifier-fields'");
        assertThat(merged(base, ours, theirs, answer(IDENTIFIER, "identifier-fields", THEIRS))
                        .schema()
                        .identifierFieldNames())
                .containsExactly("name");
        assertThat(merged(base, with(base, "a", "1"), theirs).schema().identifierFieldNames())
                .containsExactly("name");
    }

    @Test
    void anIdentifierThatTheOtherSideMadeOptionalIsAConflict() {
        var identified = columns(base, edit -> edit.setIdentifierFields("id"));
        var optional = columns(base, edit -> edit.makeColumnOptional("id"));

        assertThat(keys(base, identified, optional)).containsExactly("IDENTIFIER at 'id#1'");
        assertThat(keys(base, optional, identified)).containsExactly("IDENTIFIER at 'id#1'");
        var required = merged(base, identified, optional, answer(IDENTIFIER, "id#1", OURS))
                .schema();
        assertThat(required.findField(1).isRequired()).isTrue();
        assertThat(required.identifierFieldNames()).containsExactly("id");
        var loose = merged(base, identified, optional, answer(IDENTIFIER, "id#1", THEIRS))
                .schema();
        assertThat(loose.findField(1).isOptional()).isTrue();
        assertThat(loose.identifierFieldNames()).isEmpty();
    }

    @Test
    void theOrderOfColumnsIsThatOfTheSideThatMovedThemAndOfOursIfBothDid() {
        var ours = columns(base, edit -> edit.moveFirst("price"));
        var theirs = columns(
                base,
                edit -> edit.moveFirst("name")
                        .addColumn("age", Types.IntegerType.get())
                        .moveAfter("age", "id"));

        assertThat(merged(base, with(base, "a", "1"), theirs).schema().sameSchema(theirs.schema()))
                .isTrue();
        var both = Tables.merge(base, ours, theirs);
        assertThat(merged(both).schema().columns())
                .extracting(Types.NestedField::name)
                .containsExactly("price", "id", "age", "name", "place", "tags", "notes");
        assertThat(both.notices()).extracting(notice -> notice.topic().name()).containsExactly("COLUMN_ORDER");
    }

    @Test
    void namesThatDifferByCaseAreTold() {
        var ours = columns(base, edit -> edit.addColumn("age", Types.IntegerType.get()));
        var theirs = columns(marked, edit -> edit.addColumn("Age", Types.IntegerType.get()));

        assertThat(Tables.merge(base, ours, theirs).notices())
                .extracting(notice -> notice.topic().name())
                .containsExactly("COLUMN_CASE");
    }
}
