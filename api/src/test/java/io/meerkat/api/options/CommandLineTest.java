package io.meerkat.api.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @ParameterizedTest
    @EnumSource(value = Word.class, mode = EnumSource.Mode.EXCLUDE, names = "LOAD")
    void runsAWordWithItsOptions(Word word) {
        assertThat(parse(word.toString(), "--data", "/x"))
                .isInstanceOfSatisfying(
                        Parsed.Run.class,
                        run -> assertThat(run)
                                .returns(word, Parsed.Run::word)
                                .returns(Path.of("/x"), found -> found.options().data()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", ""})
    void helpsWithItsWordsWhereNoneIsNamed(String said) {
        assertThat(help(said.isEmpty() ? new String[0] : new String[] {said}))
                .contains("serve", "load", "export", "rebuild", "--version");
    }

    @ParameterizedTest
    @EnumSource(Word.class)
    void helpsWithTheOptionsOfAWord(Word word) {
        assertThat(help("help", word.toString()))
                .isEqualTo(help(word.toString(), "--help"))
                .startsWith("./meerkat " + word)
                .contains(word == Word.LOAD ? "--server URL" : "--data DIR", "--help", "--version");
        assertThat(help("help", word.toString()).lines()).allMatch(line -> line.length() <= 120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "rebuild"})
    void keepsTheOptionsOfServeToServe(String word) {
        assertThat(help(word, "--help")).doesNotContain("--port", "--retention", "--logging");
        assertThat(problems(word, "--port", "1"))
                .containsExactly("--port is an option of serve. %s takes --data, --database, --help, --version."
                        .formatted(word));
        assertThat(problems(word, "--logging.level.root=info"))
                .containsExactly(
                        "Unknown option --logging.level.root. The known ones are --data, --database, --help, --version.");
    }

    @Test
    void saysHowToExportIntoAFile() {
        assertThat(problems("export", "out.ndjson"))
                .containsExactly(
                        "Unexpected \"out.ndjson\": export takes options only, as in ./meerkat export > meerkat.ndjson. See --help.");
    }

    @ParameterizedTest
    @CsvSource({"--version,''", "serve,--version", "export,--version"})
    void tellsItsVersion(String word, String option) {
        assertThat(option.isEmpty() ? parse(word) : parse(word, option)).isEqualTo(new Parsed.Version());
    }

    @ParameterizedTest
    @CsvSource({
        "sevre, 'Unknown word \"sevre\". The nearest known one is serve.'",
        "dance, 'Unknown word \"dance\". The known ones are serve, load, export, rebuild.'",
        "--port, 'Options follow a word: ./meerkat serve --port. The words are serve, load, export, rebuild.'"
    })
    void refusesOtherWords(String word, String problem) {
        assertThat(problems(word)).containsExactly(problem);
        assertThat(problems("help", word)).containsExactly(problem);
    }

    private static Parsed parse(String... said) {
        return CommandLine.parse(List.of(said), Map.of());
    }

    private static String help(String... said) {
        return ((Parsed.Help) parse(said)).text();
    }

    private static List<String> problems(String... said) {
        return ((Parsed.Refused) parse(said)).problems();
    }
}
