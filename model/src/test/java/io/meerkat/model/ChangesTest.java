package io.meerkat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meerkat.model.Summary.AssetSummary;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final NamespacePath NAMESPACE = NamespacePath.of("a");

    @Test
    void theHashIsWhatItAlwaysWas() {
        assertThat(Changes.of(List.of()).hash())
                .hasToString("fc09ab3cd84105c4de32a9401ed751d733172bed6c1636518d613201d8f17d33");
        assertThat(Golden.CHANGES.hash())
                .hasToString("97185c1a74d1863fa934a591b4d88cc9c8105e8d9132f8b79a3703a79ac3dc59");
    }

    @Test
    void aSegmentHoldsAThousandKeys() {
        assertThat(sizes(many(1_000))).containsExactly(1_000);
        assertThat(sizes(many(1_001))).containsExactly(1_000, 1);
        assertThat(sizes(many(2_500))).containsExactly(1_000, 1_000, 500);
    }

    @Test
    void aSegmentHoldsAMebibyte() {
        int half = Changes.SEGMENT_BYTES_MAX / 2;

        assertThat(sizes(List.of(sized(0, half), sized(1, half)))).containsExactly(2);
        assertThat(sizes(List.of(sized(0, half), sized(1, half + 1)))).containsExactly(1, 1);
        assertThat(sizes(List.of(sized(0, half), sized(1, half), small(2)))).containsExactly(2, 1);
    }

    @Test
    void aChangeOverTheLimitHasASegmentOfItsOwn() {
        var large = sized(1, Changes.SEGMENT_BYTES_MAX + 1);

        assertThat(sizes(List.of(small(0), large, small(2)))).containsExactly(1, 1, 1);
        assertThat(sizes(List.of(large))).containsExactly(1);
    }

    @Test
    void keepsEveryChangeInOrder() {
        var changes = many(2_500);

        assertThat(Changes.of(changes).all()).isEqualTo(changes);
    }

    @Test
    void refusesChangesOutOfOrderAndTwoOfOneKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> Changes.of(List.of(small(2), small(1))));
        assertThatIllegalArgumentException().isThrownBy(() -> Changes.of(List.of(small(1), small(1))));
    }

    @Test
    void aChangeChangesSomething() {
        var entry = Optional.of(Golden.ENTRY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Change(NAMESPACE.key(), entry, entry, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Change(NAMESPACE.key(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static List<Change> many(int count) {
        return IntStream.range(0, count).mapToObj(ChangesTest::small).toList();
    }

    private static Change small(int number) {
        return change(number, "t");
    }

    /** A change of exactly so many bytes. */
    private static Change sized(int number, int bytes) {
        int more = size(change(number, "t".repeat(100_000))) - 100_000;
        var change = change(number, "t".repeat(bytes - more));
        assertThat(size(change)).isEqualTo(bytes);
        return change;
    }

    private static Change change(int number, String type) {
        return new Change(
                NAMESPACE.object("t%05d".formatted(number)).key(),
                Optional.empty(),
                Optional.of(new Entry(Golden.ENTRY.contentId(), Hash.ZERO, new AssetSummary(type))),
                Optional.empty());
    }

    private static int size(Change change) {
        var out = new Canonical();
        change.write(out);
        return out.size();
    }

    private static List<Integer> sizes(List<Change> changes) {
        return Changes.of(changes).segments().stream().map(List::size).toList();
    }
}
