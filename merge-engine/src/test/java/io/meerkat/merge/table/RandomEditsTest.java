package io.meerkat.merge.table;

import static io.meerkat.merge.item.ConflictCode.FIELD_ID_COLLISION;
import static io.meerkat.merge.item.ConflictCode.PROPERTY_SAME_KEY;
import static io.meerkat.merge.item.ConflictCode.RENAME;
import static io.meerkat.merge.item.ConflictCode.SPEC_FIELD;
import static io.meerkat.merge.item.ConflictCode.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.Seeds;
import io.meerkat.merge.item.Conflict;
import io.meerkat.merge.item.ConflictCode;
import io.meerkat.merge.item.ConflictKey;
import io.meerkat.merge.item.Outcome;
import io.meerkat.merge.item.Outcome.Conflicted;
import io.meerkat.merge.item.Outcome.Merged;
import io.meerkat.merge.item.Resolution;
import io.meerkat.merge.item.Resolution.Supply;
import io.meerkat.merge.item.UnfitResolutionException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both sides edited at random. {@code -Dseeds=} says how many; each also with the sides exchanged and answered. */
class RandomEditsTest {
    /** Columns that both sides would have to agree on come under ids of their own as often as not. */
    private record Case(TableMetadata base, TableMetadata ours, TableMetadata theirs, Random random) {
        static Case of(long seed) {
            var random = new Random(seed);
            var base = RandomTables.base(random);
            var ours = RandomTables.edited(base, random);
            var seen = random.nextBoolean() ? base : Tables.marked(base, 50, 1050);
            return new Case(base, ours, RandomTables.edited(seen, random), random);
        }

        Outcome<TableMetadata> merge(Map<ConflictKey, Resolution> answers) {
            return TableMerge.merge(base, ours, theirs, answers, 0);
        }

        Outcome<TableMetadata> exchanged() {
            return TableMerge.merge(base, theirs, ours, Map.of(), 0);
        }
    }

    static LongStream seeds() {
        return Seeds.some(40);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void aMergeIsTheSameWithSidesExchanged(long seed) {
        var given = Case.of(seed);

        var forward = given.merge(Map.of());
        var backward = given.exchanged();

        assertThat(keys(forward)).isEqualTo(keys(backward));
        if (forward instanceof Merged<TableMetadata>(var one, var n1)
                && backward instanceof Merged<TableMetadata>(var other, var n2)) {
            assertThat(Oracle.attribute(one, field -> field.type().isNestedType() ? field.name() : field))
                    .isEqualTo(Oracle.attribute(other, field -> field.type().isNestedType() ? field.name() : field));
            assertThat(one.properties()).isEqualTo(other.properties());
            assertThat(one.refs()).isEqualTo(other.refs());
            assertThat(one.snapshots())
                    .extracting(Snapshot::snapshotId)
                    .hasSameElementsAs(
                            other.snapshots().stream().map(Snapshot::snapshotId).toList());
            assertThat(one.spec().compatibleWith(other.spec())).isTrue();
            assertThat(one.location()).isEqualTo(other.location());
            assertThat(one.formatVersion()).isEqualTo(other.formatVersion());
        }
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void aMergeComesToWhatPlainMapsSay(long seed) {
        assertWhatPlainMapsSay(Case.of(seed));
    }

    /** What was merged before is the base then, and what ours had of its own lies between. */
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void soDoesASecondMergeOfTheSameBranch(long seed) {
        var first = Case.of(seed);
        if (first.merge(Map.of()) instanceof Merged<TableMetadata>(var merged, var notices)) {
            var random = first.random;
            assertWhatPlainMapsSay(new Case(
                    first.theirs,
                    RandomTables.edited(merged, random),
                    RandomTables.edited(Tables.marked(first.theirs, 90, 1090), random),
                    random));
            assertWhatPlainMapsSay(new Case(
                    first.ours,
                    RandomTables.edited(Tables.marked(first.ours, 90, 1090), random),
                    RandomTables.edited(merged, random),
                    random));
        }
    }

    private static void assertWhatPlainMapsSay(Case given) {
        var outcome = given.merge(Map.of());
        var conflicts = Tables.conflicts(outcome);
        var properties = Oracle.Maps.merge(given.base.properties(), given.ours.properties(), given.theirs.properties());
        var names = Oracle.attribute(given.base, given.ours, given.theirs, NestedField::name);

        if (outcome instanceof Merged<TableMetadata>(var merged, var notices)) {
            assertThat(properties.conflicts()).isEmpty();
            assertThat(names.conflicts()).isEmpty();
            assertThat(merged.properties()).isEqualTo(properties.merged());
            assertThat(Oracle.attribute(merged, NestedField::name)).isEqualTo(names.merged());
            assertThat(Oracle.attribute(merged, NestedField::doc))
                    .isEqualTo(Oracle.attribute(given.base, given.ours, given.theirs, NestedField::doc)
                            .merged());
            assertThat(Oracle.attribute(merged, NestedField::isOptional))
                    .isEqualTo(Oracle.attribute(given.base, given.ours, given.theirs, NestedField::isOptional)
                            .merged());
            assertReadsBothSides(merged, given);
        } else if (conflicts.stream()
                .noneMatch(conflict -> conflict.code().name().equals("REPLACED"))) {
            assertThat(paths(conflicts, PROPERTY_SAME_KEY)).isEqualTo(properties.conflicts());
            var renamed = new TreeSet<>(names.conflicts());
            renamed.retainAll(Oracle.attribute(given.base, NestedField::name).keySet());
            renamed.retainAll(Oracle.attribute(given.ours, NestedField::name).keySet());
            renamed.retainAll(Oracle.attribute(given.theirs, NestedField::name).keySet());
            assertThat(Oracle.ids(conflicts, RENAME)).isEqualTo(renamed);
            var collided = new TreeSet<>(names.conflicts());
            collided.removeAll(Oracle.attribute(given.base, NestedField::name).keySet());
            assertThat(Oracle.ids(conflicts, FIELD_ID_COLLISION)).containsAll(collided);
        }
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void whateverIsMergedByWhateverAnswersIsAValidSuccessorOfOurs(long seed) {
        var given = Case.of(seed);
        var answers = new HashMap<ConflictKey, Resolution>();
        var outcome = given.merge(answers);
        while (outcome instanceof Conflicted<TableMetadata>(var conflicts, var notices)) {
            if (conflicts.stream().anyMatch(conflict -> conflict.offered().isEmpty())) {
                assertThat(conflicts)
                        .allMatch(conflict -> !answers.containsKey(conflict.key()))
                        .noneMatch(conflict -> conflict.code() == UNREADABLE);
                return;
            }
            conflicts.forEach(conflict -> assertThat(answers.put(conflict.key(), answer(conflict, given.random)))
                    .as("asked again: %s", conflict)
                    .isNull());
            outcome = answered(given, answers);
        }
        Valid.require(Tables.merged(outcome), given.ours, given.base, given.theirs);
    }

    /** Whose column or field an id means may have been answered otherwise than whose rows to take, and is asked again. */
    private static Outcome<TableMetadata> answered(Case given, Map<ConflictKey, Resolution> answers) {
        try {
            return given.merge(answers);
        } catch (UnfitResolutionException e) {
            assertThat(e.key().code()).isIn(FIELD_ID_COLLISION, SPEC_FIELD);
            assertThat(e).hasMessageContaining("is not among the answers");
            answers.remove(e.key());
            return answered(given, answers);
        }
    }

    private static Resolution answer(Conflict conflict, Random random) {
        return switch (conflict.offered().stream()
                .sorted()
                .toList()
                .get(random.nextInt(conflict.offered().size()))) {
            case OURS -> Resolution.OURS;
            case THEIRS -> Resolution.THEIRS;
            case SUPPLIED ->
                new Supply(
                        switch (conflict.code()) {
                            case TYPE -> "decimal(30, 2)";
                            default -> "supplied" + random.nextInt(1000);
                        });
        };
    }

    /** Every column that neither side dropped can be read by its id, as its side wrote it. */
    private static void assertReadsBothSides(TableMetadata merged, Case given) {
        for (var side : List.of(given.ours, given.theirs)) {
            for (var column : Columns.of(side.schema()).all()) {
                var now = Columns.of(merged.schema()).get(column.id());
                if (now.isEmpty()) {
                    assertThat(given.base.schema().findField(column.id())).isNotNull();
                } else {
                    assertThat(column.shape().widensTo(now.get().shape())).isTrue();
                    assertThat(now.get().parent()).isEqualTo(column.parent());
                }
            }
        }
    }

    private static HashSet<ConflictKey> keys(Outcome<TableMetadata> outcome) {
        return Tables.conflicts(outcome).stream().map(Conflict::key).collect(Collectors.toCollection(HashSet::new));
    }

    private static TreeSet<String> paths(List<Conflict> conflicts, ConflictCode code) {
        return conflicts.stream()
                .filter(conflict -> conflict.code() == code)
                .map(Conflict::path)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
