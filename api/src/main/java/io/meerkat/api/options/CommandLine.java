package io.meerkat.api.options;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that was said: a word and its options, or a question. */
public final class CommandLine {
    private CommandLine() {}

    public static Parsed parse(List<String> said, Map<String, String> environment) {
        var first = said.isEmpty() ? "help" : said.getFirst();
        var rest = said.stream().skip(1).toList();
        return switch (first) {
            case "help", "--help", "-h" -> help(rest.stream().findFirst());
            case "--version" -> new Parsed.Version();
            default ->
                Word.named(first)
                        .map(word -> OptionParser.parse(word, rest, environment))
                        .orElseGet(() -> unknown(first));
        };
    }

    private static Parsed help(Optional<String> name) {
        return name.map(asked -> Word.named(asked)
                        .<Parsed>map(word -> new Parsed.Help(OptionParser.help(word)))
                        .orElseGet(() -> unknown(asked)))
                .orElseGet(() -> new Parsed.Help(Word.summary()));
    }

    private static Parsed unknown(String word) {
        return new Parsed.Refused(List.of(
                word.startsWith("-")
                        ? "Options follow a word: ./meerkat serve %s. The words are %s."
                                .formatted(word, String.join(", ", Word.names()))
                        : "Unknown word \"%s\". %s".formatted(word, NearestName.hint(word, Word.names()))));
    }
}
