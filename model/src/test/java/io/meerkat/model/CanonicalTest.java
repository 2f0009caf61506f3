package io.meerkat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalTest {
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "127, 7f",
        "128, 8001",
        "300, ac02",
        "16383, ff7f",
        "16384, 808001",
        "9223372036854775807, ffffffffffffffff7f"
    })
    void aVarintIsUnsignedLeb128(long value, String hex) {
        assertThat(hex(new Canonical().varint(value))).isEqualTo(hex);
        assertThat(reader(hex).varint()).isEqualTo(value);
    }

    @Test
    void theOtherValuesAreWrittenAsTheEncodingSays() {
        assertThat(hex(new Canonical().u8(255))).isEqualTo("ff");
        assertThat(hex(new Canonical().i64(-2))).isEqualTo("fffffffffffffffe");
        assertThat(hex(new Canonical().text("ä"))).isEqualTo("02c3a4");
        assertThat(hex(new Canonical().uuid(new UUID(1, 2)))).isEqualTo("00000000000000010000000000000002");
        var out = new Canonical();
        assertThat(hex(out.list(List.of(1, 2), out::u8))).isEqualTo("020102");
        var optional = new Canonical();
        assertThat(hex(optional.optional(Optional.<Integer>empty(), optional::u8)
                        .optional(Optional.of(7), optional::u8)))
                .isEqualTo("000107");
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.model.Seeds#hundred")
    void whatWasWrittenIsRead(long seed) {
        var random = new Random(seed);
        var values = new Values(seed);
        var text = values.text(500);
        var uuid = values.uuid();
        var hash = values.hash();
        long number = random.nextLong();
        long small = random.nextLong() >>> 1 + random.nextInt(63);

        var out = new Canonical(1).text(text).uuid(uuid).hash(hash).i64(number).varint(small);

        assertThat(out.size()).isEqualTo(out.toBytes().length);
        var in = new CanonicalReader(out.toBytes());
        assertThat(in.text()).isEqualTo(text);
        assertThat(in.uuid()).isEqualTo(uuid);
        assertThat(in.hash()).isEqualTo(hash);
        assertThat(in.i64()).isEqualTo(number);
        assertThat(in.varint()).isEqualTo(small);
        in.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "8000", "ff00", "ffffffffffffffffff01", "808080808080808080808000"})
    void aVarintHasOneFormOnly(String hex) {
        assertRefused(hex, CanonicalReader::varint);
    }

    @Test
    void nothingIsReadThatNoWriterProduces() {
        assertRefused("", CanonicalReader::u8);
        assertRefused("00", CanonicalReader::i64);
        assertRefused("03aabb", CanonicalReader::bytes);
        assertRefused("ffffffff7f", CanonicalReader::bytes);
        assertRefused("01ff", CanonicalReader::text);
        assertRefused("03eda0bd", CanonicalReader::text);
        assertRefused("02c0af", CanonicalReader::text);
        assertRefused("02aa", in -> in.optional(in::u8));
        assertRefused("0301", in -> in.list(in::u8));
        assertRefused("8080808008", CanonicalReader::intVarint);
        assertRefused("00", CanonicalReader::end);
    }

    @Test
    void nothingIsWrittenThatCouldNotBeRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Canonical().u8(256));
        assertThatIllegalArgumentException().isThrownBy(() -> new Canonical().u8(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Canonical().varint(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Canonical().text("half of a pair: \ud83d"));
    }

    private static void assertRefused(String hex, Consumer<CanonicalReader> read) {
        assertThatIllegalArgumentException().as(hex).isThrownBy(() -> read.accept(reader(hex)));
    }

    private static CanonicalReader reader(String hex) {
        return new CanonicalReader(HexFormat.of().parseHex(hex));
    }

    private static String hex(Canonical out) {
        return HexFormat.of().formatHex(out.toBytes());
    }
}
