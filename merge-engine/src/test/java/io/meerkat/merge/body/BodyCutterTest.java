package io.meerkat.merge.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meerkat.model.Body.Elements;
import io.meerkat.model.Body.Members;
import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.view.ViewMetadataParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BodyCutterTest {
    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void aTablesMetadataComesBackWithTheSameMeaning(long seed) {
        var random = new Random(seed);
        var json = TableMetadataParser.toJson(Documents.table(random, random.nextInt(random.nextInt(1, 300))));

        var joined = joined(BodyCutter.cut(json));

        assertThat(TableMetadataParser.toJson(TableMetadataParser.fromJson(joined)))
                .isEqualTo(TableMetadataParser.toJson(TableMetadataParser.fromJson(json)));
        assertThat(joined).hasSameSizeAs(json);
        assertThat(joined(BodyCutter.cut(joined))).isEqualTo(joined);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void aViewsMetadataComesBackWithTheSameMeaning(long seed) {
        var random = new Random(seed);
        var json = ViewMetadataParser.toJson(Documents.view(random, 1 + random.nextInt(10)));

        var joined = joined(BodyCutter.cut(json));

        assertThat(ViewMetadataParser.toJson(ViewMetadataParser.fromJson(joined)))
                .isEqualTo(ViewMetadataParser.toJson(ViewMetadataParser.fromJson(json)));
        assertThat(joined(BodyCutter.cut(joined))).isEqualTo(joined);
    }

    private static String joined(CutBody cut) {
        Map<Hash, String> texts = cut.fragments().stream().collect(Collectors.toMap(Fragment::hash, Fragment::text));
        return BodyCutter.join(cut.body(), hash -> texts.getOrDefault(hash, "missing"));
    }

    @Test
    void scalarsComeFirstThenTheOthersAndPropertiesLast() {
        var cut = BodyCutter.cut("""
                {"format-version":2,"properties":{"a":"}"},"schemas":[{"x":[1,2]}],"snapshots":[],\
                "snapshot-log":[{"snapshot-id":1}, {"snapshot-id":2}],"name":"\\"]}","none":null}""");

        assertThat(joined(cut))
                .isEqualTo("{\"format-version\":2,\"name\":\"\\\"]}\",\"none\":null,\"schemas\":[{\"x\":[1,2]}],"
                        + "\"snapshots\":[],\"snapshot-log\":[{\"snapshot-id\":1},{\"snapshot-id\":2}],"
                        + "\"properties\":{\"a\":\"}\"}}");
        assertThat(cut.body().parts())
                .hasExactlyElementsOfTypes(Members.class, Members.class, Members.class, Elements.class, Members.class);
        assertThat(cut.fragments()).hasSize(6);
    }

    @Test
    void anObjectWithoutMembersStaysOne() {
        assertThat(joined(BodyCutter.cut("{}"))).isEqualTo("{}");
    }

    @Test
    void whatIsNoObjectIsRefused() {
        for (var text : new String[] {"", "[]", "1", "{\"a\":1", "{\"a\":1}{}", "{\"a\"}"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> BodyCutter.cut(text));
        }
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#ten")
    void aCommitAddsFewFragmentsHoweverLongTheHistory(long seed) {
        var random = new Random(seed);
        var table = Documents.table(random, 400);
        var known = hashes(TableMetadataParser.toJson(table));
        int added = 0;
        for (int i = 0; i < 100; i++) {
            table = Documents.withSnapshot(table, random);
            var now = hashes(TableMetadataParser.toJson(table));
            now.removeAll(known);
            known.addAll(now);
            added += now.size();
        }

        assertThat(added / 100.0).isLessThan(10);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#ten")
    void anEntryThatGoesAtTheFrontLeavesTheOthersAsTheyAre(long seed) {
        var random = new Random(seed);
        var elements = IntStream.range(0, 3_000)
                .mapToObj(i -> "{\"snapshot-id\":%d}".formatted(random.nextLong()))
                .toList();
        Set<Hash> known = new HashSet<>();
        int added = 0;
        for (int from = 0; from < 1_000; from++) {
            var window = String.join(",", elements.subList(from, from + 2_000));
            var now = hashes("{\"snapshots\":[" + window + "]}");
            now.removeAll(known);
            known.addAll(now);
            added += from == 0 ? 0 : now.size();
        }

        assertThat(added / 1_000.0).isLessThan(3);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void whatIsAppendedIsCutAsIfAllWereCutAnew(long seed) {
        var random = new Random(seed);
        var elements = new ArrayList<String>();
        var cut = BodyCutter.cut(document(List.of()));
        for (int i = 0; i < 20; i++) {
            var more = elements(random, random.nextInt(40));
            elements.addAll(more);
            cut = BodyCutter.append(document(more), cut.document(), Set.of("snapshots"));

            var anew = BodyCutter.cut(document(elements));
            assertThat(text(cut.document().bytes()))
                    .isEqualTo(text(anew.document().bytes()));
            assertThat(cut.body()).isEqualTo(anew.body());
            assertThat(cut.document().histories()).isEqualTo(anew.document().histories());
            if (random.nextBoolean()) {
                assertThat(text(inflated(cut.document().deflated())))
                        .isEqualTo(text(anew.document().bytes()));
            }
        }
    }

    @Test
    void whatOnceWasDeflatedIsTakenOver() {
        var random = new Random(7);
        var first = BodyCutter.cut(document(elements(random, 5_000))).document();
        var blocks = first.deflated().blocks();
        var next = BodyCutter.append(document(elements(random, 1)), first, Set.of("snapshots"));
        var other = BodyCutter.append(document(elements(random, 3)), first, Set.of());

        assertThat(text(inflated(next.document().deflated())))
                .isEqualTo(text(next.document().bytes()));
        assertThat(text(inflated(other.document().deflated())))
                .isEqualTo(text(other.document().bytes()));
        int same = Arrays.mismatch(blocks, next.document().deflated().blocks());
        assertThat(same).isGreaterThan(blocks.length * 9 / 10);
    }

    private static byte[] inflated(Deflated deflated) {
        try (var out = new Deflating()) {
            out.copy(deflated.blocks(), 0, deflated.blocks().length);
            out.end();
            return new InflaterInputStream(new ByteArrayInputStream(out.toBytes()), new Inflater(true)).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<String> elements(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"snapshot-id\":%d,\"ö\":1}".formatted(random.nextLong()))
                .toList();
    }

    private static String document(List<String> snapshots) {
        return "{\"a\":1,\"refs\":{},\"snapshots\":[%s],\"properties\":{}}".formatted(String.join(",", snapshots));
    }

    private static Set<Hash> hashes(String json) {
        return BodyCutter.cut(json).fragments().stream()
                .map(Fragment::hash)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
