package io.meerkat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommitTest {
    private static final Hash EMPTY_TREE =
            Hash.parse("8b8c20ec72770c85553201add062459a16b1f319e81e5660362ed0112e011340");

    @Test
    void theIdIsWhatItAlwaysWas() {
        assertThat(Golden.COMMIT.id()).hasToString("c7c3a896b5473a9789802fb380c21137395f1d52beec8ed35a301ec1cd652aa8");
        assertThat(root(Golden.TIME).id())
                .hasToString("89a98b0540cfebf058299fad6e6da702d1851791a4561f50af708057be837391");
    }

    @Test
    void edgesAreSorted() {
        assertThat(Golden.COMMIT.edges()).extracting(Edge::type).containsExactly(Edge.Type.MERGED, Edge.Type.PICKED);
    }

    @Test
    void onlyTheRootCommitHasNoParentAndNoneHasThree() {
        var parent = Golden.COMMIT.id();

        assertThatIllegalArgumentException().isThrownBy(() -> commit(List.of(), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> commit(List.of(parent), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> commit(List.of(parent, parent, parent), 1));
        assertThat(commit(List.of(parent, parent), 1).parents()).hasSize(2);
    }

    @Test
    void aTimeHasWholeMicroseconds() {
        assertThatIllegalArgumentException().isThrownBy(() -> root(Golden.TIME.plusNanos(1)));
    }

    @Test
    void timesBefore1970KeepTheirMicroseconds() {
        var time = Instant.parse("1969-12-31T23:59:59.999999Z");

        assertThat(Times.micros(time)).isEqualTo(-1);
        assertThat(Times.ofMicros(-1)).isEqualTo(time);
    }

    @Test
    void theUuidIsOfVersion8WithTheFirst122BitsOfTheId() {
        assertThat(Golden.COMMIT.id().uuid()).hasToString("c7c3a896-b547-83a9-9e26-00bece030844");
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.model.Seeds#hundred")
    void theUuidHoldsItsBitsInOrder(long seed) {
        var id = new CommitId(new Values(seed).hash());
        var uuid = id.uuid();

        assertThat(uuid.version()).isEqualTo(8);
        assertThat(uuid.variant()).isEqualTo(2);
        var bits = binary(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
        var free = bits.substring(0, 48) + bits.substring(52, 64) + bits.substring(66);
        assertThat(free).isEqualTo(binary(first(id, 0), first(id, 8)).substring(0, 122));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.model.Seeds#hundred")
    void allIdsWithOneUuidLieBetweenItsLowestAndItsHighest(long seed) {
        var id = new CommitId(new Values(seed).hash());
        var uuid = id.uuid();
        var lowest = CommitId.lowest(uuid);
        var highest = CommitId.highest(uuid);

        assertThat(id.hash()).isBetween(lowest, highest);
        assertThat(new CommitId(lowest).uuid()).isEqualTo(uuid);
        assertThat(new CommitId(highest).uuid()).isEqualTo(uuid);
        assertThat(lowest.hex().substring(0, 30)).isEqualTo(highest.hex().substring(0, 30));
        assertThat(lowest.hex()).endsWith("0".repeat(33));
        assertThat(highest.hex()).endsWith("f".repeat(33));
    }

    private static Commit root(Instant time) {
        return new Commit(
                Golden.COMMIT.tenant(),
                Golden.COMMIT.catalog(),
                List.of(),
                List.of(),
                EMPTY_TREE,
                0,
                PrincipalId.NOBODY,
                time,
                Golden.MESSAGE.commitment(),
                Changes.of(List.of()).hash());
    }

    private static Commit commit(List<CommitId> parents, long generation) {
        var like = Golden.COMMIT;
        return new Commit(
                like.tenant(),
                like.catalog(),
                parents,
                List.of(),
                like.root(),
                generation,
                like.author(),
                like.time(),
                like.message(),
                like.changes());
    }

    private static long first(CommitId id, int from) {
        return HexFormat.fromHexDigitsToLong(id.hex(), 2 * from, 2 * from + 16);
    }

    private static String binary(long high, long low) {
        return "%64s%64s"
                .formatted(Long.toBinaryString(high), Long.toBinaryString(low))
                .replace(' ', '0');
    }
}
