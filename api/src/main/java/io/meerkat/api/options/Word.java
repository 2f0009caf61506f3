package io.meerkat.api.options;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What Meerkat can be told to do, and the options that go with it. */
public enum Word {
    SERVE("starts the catalog", "", EnumSet.range(ServeOption.PORT, ServeOption.IDEMPOTENCY_LIFETIME)),
    LOAD(
            "takes namespaces and tables into a running catalog, from lines of JSON on standard input",
            " < tables.ndjson",
            EnumSet.range(ServeOption.SERVER, ServeOption.DRY_RUN)),
    EXPORT(
            "writes everything that was ever committed to standard output, as lines of JSON",
            " > meerkat.ndjson",
            EnumSet.of(ServeOption.DATA, ServeOption.DATABASE)),
    REBUILD(
            "checks everything stored and makes the trees again from the events",
            "",
            EnumSet.of(ServeOption.DATA, ServeOption.DATABASE));

    private final String description;
    private final String redirection;
    private final Set<ServeOption> options;

    Word(String description, String redirection, Set<ServeOption> options) {
        this.description = description;
        this.redirection = redirection;
        this.options = options;
    }

    static Optional<Word> named(String name) {
        return Arrays.stream(values())
                .filter(word -> word.toString().equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Word::toString).toList();
    }

    /** Those that an option belongs to. */
    static String takersOf(ServeOption option) {
        return Arrays.stream(values())
                .filter(word -> word.takes(option))
                .map(Word::toString)
                .collect(Collectors.joining(", "));
    }

    boolean takes(ServeOption option) {
        return options.contains(option);
    }

    /** Only a server has a log to set levels for. */
    boolean takesLogLevels() {
        return this == SERVE;
    }

    /** An example of how it is said. */
    String example() {
        return "./meerkat %s%s".formatted(this, this == SERVE ? " --port 8080" : redirection);
    }

    static String summary() {
        return Arrays.stream(values())
                .map(word -> "  %-10s %s%n".formatted(word, word.description))
                .collect(Collectors.joining(
                        "",
                        "Meerkat: an Apache Iceberg catalog with git semantics.%n%n".formatted(),
                        "  %-10s %s%n  %-10s %s%n"
                                .formatted("help WORD", "the options of a word", "--version", "the version")));
    }

    String help() {
        return "./meerkat %s [options]%s%n%nIt %s. Options:%n".formatted(this, redirection, description)
                + options.stream().map(ServeOption::help).collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
