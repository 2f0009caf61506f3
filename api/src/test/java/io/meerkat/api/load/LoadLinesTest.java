package io.meerkat.api.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.api.load.LoadLine.NamespaceLine;
import io.meerkat.api.load.LoadLine.TableLine;
import io.meerkat.api.load.Problems.Problem;
import io.meerkat.model.NamespacePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadLinesTest {
    private static final String TABLE = "{\"namespace\":[\"a\"],\"name\":\"%s\",\"metadata-location\":\"file:/x\"}\n";

    @Test
    void readsNamespacesAndTablesWithTheirNumbersAndPassesOverBlankLines() {
        var read = parse("""
                {"namespace":["a"]}

                {"namespace":["a","b c"],"properties":{"owner":"ann"}}\r
                {"namespace":["a","b c"],"name":"t/1","metadata-location":"file:/x"}""");

        assertThat(read)
                .containsExactly(
                        new NamespaceLine(1, NamespacePath.of("a"), Optional.empty()),
                        new NamespaceLine(
                                3, NamespacePath.of("a", "b c"), Optional.of(new TreeMap<>(Map.of("owner", "ann")))),
                        new TableLine(4, NamespacePath.of("a", "b c").object("t/1"), "file:/x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"namespace\":[\"a\"|this is no line of JSON",
                "[1]|a line is a JSON object",
                "{\"namespace\":\"a\"}|'namespace' must be a list of texts, one a level",
                "{\"namespace\":[1]}|'namespace' must be a list of texts, one a level",
                "{\"namespace\":[]}|a namespace has 1 to 32 levels, not 0",
                "{\"name\":\"t\"}|'namespace' must be a list of texts, one a level",
                "{\"namespace\":[\"a\"],\"name\":\"t\"}|'metadata-location' must be a text",
                "{\"namespace\":[\"a\"],\"metadata-location\":\"file:/x\"}|'name' must be a text",
                "{\"namespace\":[\"a\"],\"name\":\"..\",\"metadata-location\":\"file:/x\"}|..",
                "{\"namespace\":[\"a\"],\"properties\":{\"x\":1}}|'x' must be a text",
                "{\"namespace\":[\"a\"],\"properties\":[]}|'properties' must be an object of texts",
                "{\"namespace\":[\"a\"],\"property\":{}}|the field 'property' is not known; such a line has [namespace, properties]",
                "{\"namespace\":[\"a\"],\"name\":\"t\",\"name\":\"u\"}|this is no line of JSON",
            })
    void namesTheLineThatCannotBeReadAndWhatIsWrongWithIt(String line, String message) {
        var problems = problems("{\"namespace\":[\"z\"]}\n" + line + "\n");

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.value()).isEqualTo(line);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    void aNameThatComesTwiceIsWrongTheSecondTime() {
        assertThat(problems(TABLE.formatted("t") + TABLE.formatted("u") + TABLE.formatted("t")))
                .containsExactly(new Problem(3, "a.t", "it is on line 1 already", false));
    }

    @Test
    void aNamespaceAndATableMayHaveOneName() {
        assertThat(parse("{\"namespace\":[\"a\",\"t\"]}\n" + TABLE.formatted("t")))
                .hasSize(2);
    }

    @Test
    void takesTenThousandLinesAndNoMore() {
        assertThat(parse(tables(LoadRequest.LINES_MAX))).hasSize(LoadRequest.LINES_MAX);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(tables(LoadRequest.LINES_MAX + 1)))
                .withMessage("One request loads at most 10000 lines, and line 10001 is one more");
    }

    @Test
    void ofManyWrongLinesTheFirstHundredAreShownAndAllAreCounted() {
        var text = "x\n".repeat(250);

        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(LoadRefused.class, refused -> {
            assertThat(refused.problems().count()).isEqualTo(250);
            assertThat(refused.problems().shown()).hasSize(Problems.SHOWN_MAX);
        });
    }

    private static String tables(int count) {
        return IntStream.range(0, count).mapToObj(i -> TABLE.formatted("t" + i)).collect(Collectors.joining());
    }

    private static List<LoadLine> parse(String text) {
        return LoadLines.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Problem> problems(String text) {
        try {
            return List.of(new Problem(0, parse(text).toString(), "nothing is wrong", false));
        } catch (LoadRefused refused) {
            return refused.problems().shown();
        }
    }
}
