package io.meerkat.merge.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes of each pair of changes, and of the three ways in which catalogs let a key be merged: with neither side
 * preferred, with the source forced upon the target, and with the source's change dropped. The latter two are theirs and
 * ours as an answer.
 */
class MergeScenariosTest {
    private static final Catalog BASE = Catalog.empty()
            .namespace("a")
            .namespace("b")
            .table("a.t")
            .table("a.u")
            .table("b.w");

    /** What was done to the catalog that both sides come from. */
    @FunctionalInterface
    private interface Did extends UnaryOperator<Catalog> {}

    private static final Did NOTHING = catalog -> catalog;
    private static final Did CHANGE = catalog -> catalog.schema("a.t", 1);
    private static final Did OTHER_CHANGE = catalog -> catalog.schema("a.t", 2);
    private static final Did DROP = catalog -> catalog.drop("a.t");
    private static final Did MOVE = catalog -> catalog.rename("a.t", "b.t");
    private static final Did RECREATE = catalog -> catalog.drop("a.t").table("a.t", "again");
    private static final Did DROP_NAMESPACE = catalog -> catalog.dropNamespace("b");
    private static final Did CREATE_IN_IT = catalog -> catalog.table("b.new");

    /** Each outcome is told by what was done to the base to get there. */
    private record Scenario(String told, Did ours, Did theirs, Outcome outcome) {
        @Override
        public String toString() {
            return told;
        }
    }

    private sealed interface Outcome {
        record Merged(Did did) implements Outcome {}

        record Conflicted(ConflictCode code, Did dropped, Did forced) implements Outcome {}
    }

    static Stream<Scenario> clean() {
        Did mine = catalog -> catalog.table("a.mine");
        Did yours = catalog -> catalog.table("a.yours");
        Did same = catalog -> catalog.table("a.new", "one");
        Did columns = catalog -> catalog.columns("a.t", 7);
        return Stream.of(
                merged("neither did anything", NOTHING, NOTHING, NOTHING),
                merged("one added, the other did nothing", NOTHING, yours, yours),
                merged("each added another one", mine, yours, both(mine, yours)),
                merged("both added the very same", same, same, same),
                merged("one changed, the other did nothing", NOTHING, CHANGE, CHANGE),
                merged("each changed another one", CHANGE, on("a.u"), both(CHANGE, on("a.u"))),
                merged("both changed one to the same", CHANGE, CHANGE, CHANGE),
                merged("each changed another part of one", CHANGE, columns, both(CHANGE, columns)),
                merged("one dropped, the other did nothing", NOTHING, DROP, DROP),
                merged("both dropped", DROP, DROP, DROP),
                merged("one dropped, the other changed another one", DROP, on("a.u"), both(DROP, on("a.u"))),
                merged("one renamed, the other did nothing", NOTHING, MOVE, MOVE),
                merged("one renamed, the other changed", MOVE, CHANGE, both(CHANGE, MOVE)),
                merged("both renamed alike", MOVE, MOVE, MOVE),
                merged("one renamed and the other added", MOVE, yours, both(MOVE, yours)),
                merged("one dropped and made again, the other did nothing", NOTHING, RECREATE, RECREATE),
                merged("one dropped and made again, the other dropped", DROP, RECREATE, RECREATE),
                merged("both dropped and made the very same again", RECREATE, RECREATE, RECREATE),
                merged("one dropped a namespace, the other did nothing", NOTHING, DROP_NAMESPACE, DROP_NAMESPACE),
                merged("both dropped a namespace", DROP_NAMESPACE, DROP_NAMESPACE, DROP_NAMESPACE),
                merged(
                        "one dropped a namespace, the other made something beside it",
                        DROP_NAMESPACE,
                        mine,
                        both(DROP_NAMESPACE, mine)),
                merged(
                        "one dropped a namespace, the other dropped what was in it",
                        DROP_NAMESPACE,
                        catalog -> catalog.drop("b.w"),
                        DROP_NAMESPACE),
                merged(
                        "one renamed a namespace, the other made something in it",
                        catalog -> catalog.renameNamespace("b", "c"),
                        CREATE_IN_IT,
                        catalog -> CREATE_IN_IT.apply(catalog).renameNamespace("b", "c")),
                merged(
                        "each set another property of a namespace",
                        property("one", "1"),
                        property("two", "2"),
                        catalog -> catalog.properties("a", Map.of("one", "1", "two", "2"))));
    }

    static Stream<Scenario> conflicting() {
        Did one = catalog -> catalog.table("a.new", "one");
        Did two = catalog -> catalog.table("a.new", "two");
        Did view = catalog -> catalog.view("a.new");
        Did otherMove = catalog -> catalog.rename("a.t", "b.other");
        Did again = catalog -> catalog.drop("a.t").table("a.t", "yet again");
        Did taken = catalog -> catalog.table("b.t", "new");
        Did otherTaken = catalog -> catalog.rename("a.u", "b.t");
        return Stream.of(
                conflict("each added its own under one name", ConflictCode.ADD_ADD, one, two),
                conflict("one added a table, the other a view of that name", ConflictCode.KIND_CLASH, one, view),
                conflict("both changed one, differently", ConflictCode.BOTH_MODIFIED_TABLE, CHANGE, OTHER_CHANGE),
                conflict("ours changed what theirs dropped", ConflictCode.MODIFY_DELETE, CHANGE, DROP),
                conflict("ours dropped what theirs changed", ConflictCode.DELETE_MODIFY, DROP, CHANGE),
                conflict("ours renamed what theirs dropped", ConflictCode.RENAME_DELETE, MOVE, DROP),
                conflict("ours dropped what theirs renamed", ConflictCode.RENAME_DELETE, DROP, MOVE),
                conflict("both renamed one, differently", ConflictCode.RENAME_RENAME_DIFFERENT, MOVE, otherMove),
                conflict("each renamed another one to one name", ConflictCode.RENAME_COLLIDE, MOVE, otherTaken),
                conflict("ours made one where theirs renamed to", ConflictCode.RENAME_COLLIDE, taken, MOVE),
                conflict("ours made again what theirs changed", ConflictCode.REPLACED, RECREATE, CHANGE),
                conflict("ours changed what theirs made again", ConflictCode.REPLACED, CHANGE, RECREATE),
                conflict("both made one again, each its own", ConflictCode.ADD_ADD, RECREATE, again),
                conflict(
                        "ours dropped a namespace that theirs made something in",
                        ConflictCode.NS_DELETE_CHILD_ADD,
                        DROP_NAMESPACE,
                        CREATE_IN_IT,
                        DROP_NAMESPACE,
                        catalog -> CREATE_IN_IT.apply(catalog).drop("b.w")),
                conflict(
                        "ours made something in a namespace that theirs dropped",
                        ConflictCode.NS_DELETE_CHILD_ADD,
                        CREATE_IN_IT,
                        DROP_NAMESPACE,
                        catalog -> CREATE_IN_IT.apply(catalog).drop("b.w"),
                        DROP_NAMESPACE),
                conflict(
                        "both set one property of a namespace, differently",
                        ConflictCode.PROPERTY_SAME_KEY,
                        property("one", "1"),
                        property("one", "2")));
    }

    @ParameterizedTest
    @MethodSource("clean")
    void isMergedWithoutAQuestion(Scenario scenario) {
        var expected = ((Outcome.Merged) scenario.outcome()).did().apply(BASE);

        assertThat(merging(scenario).merged().rows()).isEqualTo(expected.rows());
        assertThat(merging(scenario).mirrored().merged().rows())
                .as("from the other side")
                .isEqualTo(expected.rows());
    }

    @ParameterizedTest
    @MethodSource("conflicting")
    void isAConflictThatEitherSideCanBeTakenIn(Scenario scenario) {
        var outcome = (Outcome.Conflicted) scenario.outcome();
        var merging = merging(scenario);

        assertThat(merging.codes()).containsExactly(outcome.code());
        assertThat(merging.takingOurs().merged().rows())
                .as("dropped")
                .isEqualTo(outcome.dropped().apply(BASE).rows());
        assertThat(merging.takingTheirs().merged().rows())
                .as("forced")
                .isEqualTo(outcome.forced().apply(BASE).rows());
    }

    /** Forced, dropped and neither in one merge: what has no answer is asked about still. */
    @Test
    void everyKeyIsAnsweredForItself() {
        var merging = Merging.of(
                BASE,
                BASE.schema("a.t", 1).schema("a.u", 1).schema("b.w", 1),
                BASE.schema("a.t", 2).schema("a.u", 2).schema("b.w", 2));
        var conflicts = merging.conflicts();

        var answered = merging.answered(conflicts.get(0), new Resolution.Take(Side.THEIRS))
                .answered(conflicts.get(1), new Resolution.Take(Side.OURS));

        assertThat(answered.onlyConflict().keys()).containsExactly(Catalog.key("b.w"));
        assertThat(answered.takingOurs().merged().rows())
                .isEqualTo(
                        BASE.schema("a.t", 2).schema("a.u", 1).schema("b.w", 1).rows());
    }

    @Test
    void whatNeitherSideHasCanBeSuppliedForAKey() {
        var merging = Merging.of(BASE, CHANGE.apply(BASE), DROP.apply(BASE));
        var supplied = BASE.schema("a.t", 9);

        assertThat(merging.answered(new Resolution.Supplied(supplied.get("a.t")))
                        .merged()
                        .rows())
                .isEqualTo(supplied.rows());
    }

    @Test
    void anEmptyCatalogTakesAllOfTheirs() {
        var nothing = new Catalog(BASE.store(), Catalog.empty().rows());

        assertThat(Merging.of(nothing, nothing, BASE).merged().rows()).isEqualTo(BASE.rows());
        assertThat(Merging.of(nothing, BASE, nothing).merged().rows()).isEqualTo(BASE.rows());
    }

    private static Merging merging(Scenario scenario) {
        return Merging.of(BASE, scenario.ours().apply(BASE), scenario.theirs().apply(BASE));
    }

    private static Scenario merged(String told, Did ours, Did theirs, Did outcome) {
        return new Scenario(told, ours, theirs, new Outcome.Merged(outcome));
    }

    /** Where a side that is taken is taken as a whole. */
    private static Scenario conflict(String told, ConflictCode code, Did ours, Did theirs) {
        return conflict(told, code, ours, theirs, ours, theirs);
    }

    private static Scenario conflict(String told, ConflictCode code, Did ours, Did theirs, Did dropped, Did forced) {
        return new Scenario(told, ours, theirs, new Outcome.Conflicted(code, dropped, forced));
    }

    private static Did both(Did first, Did then) {
        return catalog -> then.apply(first.apply(catalog));
    }

    private static Did on(String table) {
        return catalog -> catalog.schema(table, 5);
    }

    private static Did property(String name, String value) {
        return catalog -> catalog.properties("a", Map.of(name, value));
    }
}
