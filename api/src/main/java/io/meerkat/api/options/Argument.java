package io.meerkat.api.options;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One thing said on the command line, told apart but with its text not yet read. */
sealed interface Argument {
    String HELP = "--help";
    String VERSION = "--version";
    String ON = "true";
    String LOG_LEVEL = "--logging.level.";
    List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error", "off");

    record Given(ServeOption option, String text) implements Argument {}

    record LogLevel(String setting, String level) implements Argument {}

    record HelpWanted() implements Argument {}

    record VersionWanted() implements Argument {}

    record Wrong(String problem) implements Argument {}

    /** Both {@code --name text} and {@code --name=text}. */
    static List<Argument> all(Word word, List<String> said) {
        var arguments = new ArrayList<Argument>();
        var rest = new ArrayDeque<>(said);
        while (!rest.isEmpty()) {
            arguments.add(next(word, rest));
        }
        return arguments;
    }

    private static Argument next(Word word, Deque<String> rest) {
        var said = rest.remove();
        var parts = said.split("=", 2);
        var name = parts[0];
        var inline = Arrays.stream(parts).skip(1).findFirst();
        if (name.equals(HELP) || name.equals("-h")) {
            return new HelpWanted();
        } else if (name.equals(VERSION)) {
            return new VersionWanted();
        } else if (!name.startsWith("--")) {
            return new Wrong("Unexpected \"%s\": %s takes options only, as in %s. See --help."
                    .formatted(said, word, word.example()));
        } else if (name.startsWith(LOG_LEVEL) && word.takesLogLevels()) {
            return logLevel(name, inline.or(() -> text(rest)));
        }
        return Arrays.stream(ServeOption.values())
                .filter(option -> option.flag().equals(name))
                .findFirst()
                .map(option -> given(word, option, inline.or(() -> option.isSwitch() ? Optional.of(ON) : text(rest))))
                .orElseGet(() -> {
                    text(rest); // its value, which is no mistake of its own
                    return unknown(word, name);
                });
    }

    /** The word after an option; the next option is none. */
    private static Optional<String> text(Deque<String> rest) {
        return Optional.ofNullable(rest.peek())
                .filter(word -> !word.startsWith("--") && !word.equals("-h"))
                .map(_ -> rest.remove());
    }

    private static Argument given(Word word, ServeOption option, Optional<String> text) {
        if (!word.takes(option)) {
            return new Wrong("%s is an option of %s. %s takes %s."
                    .formatted(option.flag(), Word.takersOf(option), word, String.join(", ", known(word))));
        }
        return text.<Argument>map(found -> new Given(option, found))
                .orElseGet(() -> new Wrong("%s needs a value. See --help.".formatted(option.flag())));
    }

    private static Argument logLevel(String name, Optional<String> level) {
        return level.filter(found -> LEVELS.contains(found.toLowerCase(Locale.ROOT)))
                .<Argument>map(found -> new LogLevel(name.substring(2), found))
                .orElseGet(() -> new Wrong("%s is \"%s\" but must be one of %s."
                        .formatted(name, level.orElse(""), String.join(", ", LEVELS))));
    }

    private static Argument unknown(Word word, String name) {
        return new Wrong("Unknown option %s. %s".formatted(name, NearestName.hint(name, known(word))));
    }

    private static List<String> known(Word word) {
        var options = Arrays.stream(ServeOption.values()).filter(word::takes).map(ServeOption::flag);
        var levels = word.takesLogLevels() ? Stream.of(LOG_LEVEL + "NAME") : Stream.<String>empty();
        return Stream.of(options, levels, Stream.of(HELP, VERSION))
                .flatMap(names -> names)
                .toList();
    }
}
