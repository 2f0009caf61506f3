package io.meerkat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TreeKeyTest {
    private static final NamespacePath A = NamespacePath.of("a");
    private static final NamespacePath AB = NamespacePath.of("a", "b");

    /** Every way to be in, beside and below {@code a}, in the order of the tree. */
    private static final List<Identifier> IN_ORDER = List.of(
            NamespacePath.of("A"),
            A,
            A.object("t"),
            A.object("t t"),
            A.object("\ud83d\udc3f"),
            NamespacePath.of("a", " "),
            AB,
            AB.object("t"),
            NamespacePath.of("a", "b", "c"),
            NamespacePath.of("a", "b", "c").object("t"),
            NamespacePath.of("a", "b "),
            NamespacePath.of("a "),
            NamespacePath.of("ab"),
            NamespacePath.of("\uffee"),
            NamespacePath.of("\ud83d\udc3f"));

    @Test
    void isWrittenAsTheEncodingSays() {
        assertThat(A.key().hex()).isEqualTo("610001");
        assertThat(AB.key().hex()).isEqualTo("6100620001");
        assertThat(AB.object("t").key().hex()).isEqualTo("610062000274");
    }

    @Test
    void sortsANamespaceThenItsObjectsThenTheNamespacesInIt() {
        var keys = IN_ORDER.stream().map(Identifier::key).toList();
        var shuffled = new ArrayList<>(keys.reversed());
        shuffled.sort(null);

        assertThat(shuffled).isEqualTo(keys);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.model.Seeds#hundred")
    void namesWhatItWasMadeFrom(long seed) {
        var identifier = new Values(seed).identifier();
        var key = identifier.key();

        assertThat(key.identifier()).isEqualTo(identifier);
        assertThat(TreeKey.of(key.bytes())).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(TreeKey.parseHex(key.hex())).isEqualTo(key);
    }

    @Test
    void refusesBytesThatAreNoText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TreeKey.parseHex("ff0001").identifier());
    }

    @Test
    void aRangeHoldsAllOfItsPartOfTheTreeAndNothingElse() {
        assertThat(in(KeyRange.all())).isEqualTo(IN_ORDER);
        assertThat(in(KeyRange.objectsIn(A))).containsExactly(A.object("t"), A.object("t t"), A.object("\ud83d\udc3f"));
        assertThat(in(KeyRange.subtree(A))).isEqualTo(IN_ORDER.subList(1, 11));
        assertThat(in(KeyRange.below(A))).isEqualTo(IN_ORDER.subList(2, 11));
        assertThat(in(KeyRange.below(AB))).isEqualTo(IN_ORDER.subList(7, 10));
    }

    @Test
    void aRangeCanBeginLater() {
        assertThat(in(KeyRange.below(A).after(AB.key()))).isEqualTo(IN_ORDER.subList(7, 11));
        assertThat(in(KeyRange.below(AB).startingAt(A.key().bytes()))).isEqualTo(IN_ORDER.subList(7, 10));
    }

    private static List<Identifier> in(KeyRange range) {
        return IN_ORDER.stream().filter(each -> range.contains(each.key())).toList();
    }
}
