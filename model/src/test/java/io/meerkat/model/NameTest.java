package io.meerkat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "...",
                ".hidden",
                "a/b",
                "a.b",
                " ",
                "100%",
                "a+b",
                "it's \"so\"",
                "straße",
                "\ud83d\udc3f"
            })
    void holdsWhateverPeopleCallThings(String name) {
        assertThat(new Name(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a\u0000b",
                "tab\t",
                "\u001f",
                "del\u007f",
                "\u0085",
                "\u009f",
                "\ud83d",
                "\udc3f\ud83d"
            })
    void refusesWhatIsNoName(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Name(text));
    }

    @Test
    void isMeasuredInBytes() {
        assertThatNoException().isThrownBy(() -> new Name("ä".repeat(127) + "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Name("ä".repeat(128)))
                .withMessageContaining("at most 255")
                .withMessageContaining("has 256");
    }

    @Test
    void isComparedAsSent() {
        assertThat(new Name("a")).isNotEqualTo(new Name("A"));
        assertThat(new Name("\u00e4")).isNotEqualTo(new Name("a\u0308"));
    }

    @Test
    void isOrderedByItsBytes() {
        assertThat(new Name("\uffee")).isLessThan(new Name("\ud83d\udc3f"));
    }

    @Test
    void aNamespaceHasOneToThirtyTwoLevels() {
        assertThatNoException().isThrownBy(() -> levels(32));
        assertThatIllegalArgumentException().isThrownBy(() -> levels(33)).withMessageContaining("not 33");
        assertThatIllegalArgumentException().isThrownBy(() -> levels(0)).withMessageContaining("not 0");
    }

    @Test
    void aNamespaceKnowsItsParent() {
        assertThat(NamespacePath.of("a", "b").parent()).contains(NamespacePath.of("a"));
        assertThat(NamespacePath.of("a").parent()).isEmpty();
    }

    @Test
    void aFullNameHasAtMost1500Bytes() {
        var levels = Stream.generate(() -> "x".repeat(255)).limit(5).toList();
        int left = TreeKey.BYTES_MAX - 5 * 256 - 1;

        assertThat(NamespacePath.of(levels).object("y".repeat(left)).key().length())
                .isEqualTo(1_500);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamespacePath.of(levels).object("y".repeat(left + 1)))
                .withMessageContaining("has 1501");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NamespacePath.of(Collections.nCopies(6, "x".repeat(255))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "_", "0", "Sales.eu-1", "V1", "table"})
    void aCatalogNameStandsInPathsAsItIs(String name) {
        assertThat(new CatalogName(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".a",
                "-a",
                "a b",
                "a/b",
                "a@b",
                "ä",
                "a\n",
                "v1",
                "config",
                "namespaces",
                "tables",
                "views",
                "transactions",
                "oauth",
                "functions"
            })
    void refusesWhatCanNotNameACatalog(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CatalogName(name));
    }

    @Test
    void aCatalogNameHasAtMost128Characters() {
        assertThatNoException().isThrownBy(() -> new CatalogName("c".repeat(128)));
        assertThatIllegalArgumentException().isThrownBy(() -> new CatalogName("c".repeat(129)));
    }

    private static NamespacePath levels(int count) {
        return NamespacePath.of(List.copyOf(Collections.nCopies(count, "l")));
    }
}
