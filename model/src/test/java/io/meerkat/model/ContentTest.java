package io.meerkat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meerkat.model.Body.Elements;
import io.meerkat.model.Body.Members;
import io.meerkat.model.Content.NamespaceContent;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    @Test
    void theHashesAreWhatTheyAlwaysWere() {
        assertThat(Golden.NAMESPACE_CONTENT.hash())
                .hasToString("3861ec98bf132f923b5a404cf6da1c0bda4b81864de1885f48cb41e3741bbd43");
        assertThat(Golden.TABLE_CONTENT.hash())
                .hasToString("a55fbe7e3a67fed547617958db96b927c25e996f6c6f18a1fcbd563bc26f6921");
        assertThat(Golden.VIEW_CONTENT.hash())
                .hasToString("bad8e7ac289caf773e678f9b89fbc26f91a535698003cd1f94dd762c4a804851");
        assertThat(Golden.ASSET_CONTENT.hash())
                .hasToString("957379168be99610c0eb6f21d4f580885a2b1598b6a3565a9d8c94e5d7fe1bf1");
        assertThat(Fragment.of("\"format-version\":2").hash())
                .hasToString("644274424f9891079f5bf4ba4b3cae3ed056320bdd2d4c5bdaddec1a27f72cba");
        assertThat(Golden.MESSAGE.commitment())
                .hasToString("b815a2aada8e1831353c7e94ab9f844b546b19b536ad6a6eae29bb06743fce3b");
    }

    @Test
    void theBytesAreWhatTheyAlwaysWere() {
        assertThat(hex(Golden.NAMESPACE_CONTENT.toBytes()))
                .isEqualTo("0103056f776e65720361646103efbfae0a68616c6620776964746804f09f90bf08636869706d756e6b");
        assertThat(hex(Golden.ASSET_CONTENT.toBytes())).isEqualTo("04056d6f64656c010873333a2f2f622f6d01016b0176");
        assertThat(hex(Golden.ENTRY.toBytes()))
                .isEqualTo("0102" + "33333333333343338333333333333333" + Golden.TABLE_CONTENT.hash()
                        + "0a02010000000000000002");
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.model.Seeds#hundred")
    void whatWasWrittenIsRead(long seed) {
        var values = new Values(seed);
        var content = values.content();
        var entry = values.entry();

        assertThat(Content.of(content.toBytes())).isEqualTo(content);
        assertThat(Content.of(content.toBytes()).hash()).isEqualTo(content.hash());
        assertThat(Entry.of(entry.toBytes())).isEqualTo(entry);
    }

    @Test
    void aContentEndsWithTheHashesOfItsFragments() {
        var bytes = Golden.TABLE_CONTENT.toBytes();
        var fragments = Golden.TABLE_CONTENT.body().fragments();

        assertThat(fragments).hasSize(3);
        assertThat(hex(bytes)).endsWith(fragments.get(0).hex() + fragments.get(1) + fragments.get(2));
    }

    @Test
    void aBodyNamesItsFragmentsInTheOrderOfTheDocument() {
        var hashes = List.of(hash("a"), hash("b"), hash("c"), hash("d"));
        var body = new Body(List.of(
                new Members(hashes.get(0)),
                new Elements("snapshots", hashes.subList(1, 3)),
                new Elements("empty", List.of()),
                new Members(hashes.get(3))));

        assertThat(body.fragments()).isEqualTo(hashes);
    }

    @Test
    void propertiesHashTheSameInWhateverOrderTheyCame() {
        var byLength =
                new TreeMap<String, String>(Comparator.comparing(String::length).reversed());
        byLength.putAll(Map.of("a", "1", "bb", "2"));

        assertThat(new NamespaceContent(byLength))
                .isEqualTo(new NamespaceContent(new TreeMap<>(byLength)))
                .extracting(Content::hash)
                .isEqualTo(new NamespaceContent(new TreeMap<>(byLength)).hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "05", "03", "0100ff", "0102016200016100", "0102016100016100", "04000000ff"})
    void refusesBytesThatNoWriterProduces(String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Content.of(HexFormat.of().parseHex(hex)));
    }

    @Test
    void refusesAnEntryOfAnUnknownVersionKindOrLength() {
        var good = Golden.ENTRY.toBytes();

        for (int at : new int[] {0, 1, 50}) {
            var bad = good.clone();
            bad[at] += 16;
            assertThatIllegalArgumentException().as("byte %d", at).isThrownBy(() -> Entry.of(bad));
        }
    }

    private static Hash hash(String text) {
        return Domain.FRAGMENT.hash(text);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
