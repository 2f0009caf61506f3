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
    String LOG_LEVEL = "--logging.level.";
    List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error", "off");

    record Given(ServeOption option, String text) implements Argument {}

    record LogLevel(String setting, String level) implements Argument {}

    record HelpWanted() implements Argument {}

    record Wrong(String problem) implements Argument {}

    /** Both {@code --name text} and {@code --name=text}. */
    static List<Argument> all(List<String> words) {
        var arguments = new ArrayList<Argument>();
        var rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            arguments.add(next(rest));
        }
        return arguments;
    }

    private static Argument next(Deque<String> rest) {
        var word = rest.remove();
        var parts = word.split("=", 2);
        var name = parts[0];
        var inline = Arrays.stream(parts).skip(1).findFirst();
        if (name.equals(HELP) || name.equals("-h")) {
            return new HelpWanted();
        } else if (!name.startsWith("--")) {
            return new Wrong("Unexpected \"%s\": serve takes options only, such as %s. See --help."
                    .formatted(word, ServeOption.PORT.flag() + " 8080"));
        } else if (name.startsWith(LOG_LEVEL)) {
            return logLevel(name, inline.or(() -> text(rest)));
        }
        return Arrays.stream(ServeOption.values())
                .filter(option -> option.flag().equals(name))
                .findFirst()
                .map(option -> given(option, inline.or(() -> text(rest))))
                .orElseGet(() -> unknown(name));
    }

    /** The word after an option; the next option is none. */
    private static Optional<String> text(Deque<String> rest) {
        return Optional.ofNullable(rest.peek())
                .filter(word -> !word.startsWith("--"))
                .map(_ -> rest.remove());
    }

    private static Argument given(ServeOption option, Optional<String> text) {
        return text.<Argument>map(found -> new Given(option, found))
                .orElseGet(() -> new Wrong("%s needs a value. See --help.".formatted(option.flag())));
    }

    private static Argument logLevel(String name, Optional<String> level) {
        return level.filter(found -> LEVELS.contains(found.toLowerCase(Locale.ROOT)))
                .<Argument>map(found -> new LogLevel(name.substring(2), found))
                .orElseGet(() -> new Wrong("%s is \"%s\" but must be one of %s."
                        .formatted(name, level.orElse(""), String.join(", ", LEVELS))));
    }

    private static Argument unknown(String name) {
        var known = Stream.concat(
                        Arrays.stream(ServeOption.values()).map(ServeOption::flag), Stream.of(HELP, LOG_LEVEL + "NAME"))
                .toList();
        return new Wrong(
                "Unknown option %s. The nearest known one is %s.".formatted(name, NearestName.of(name, known)));
    }
}
