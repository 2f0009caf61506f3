package io.meerkat.api.options;

import io.meerkat.api.options.Argument.Given;
import io.meerkat.api.options.Argument.HelpWanted;
import io.meerkat.api.options.Argument.LogLevel;
import io.meerkat.api.options.Argument.VersionWanted;
import io.meerkat.api.options.Argument.Wrong;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An option on the command line beats its environment variable, which beats the default. */
final class OptionParser {
    private static final String LOG_LEVELS = """
              --logging.level.NAME LEVEL      how much of a logger is shown: trace, debug, info, warn, error, off
            """;
    private static final String LAST_HELP = """
              --help                          this text
              --version                       the version
            """;
    private static final String FORMS = """

            A time is written 45s, 30m, 12h, 7d or PT30M. Options beat variables. MEERKAT_ALLOW_LOCATION and
            MEERKAT_ALLOW_HOST take several, separated by commas. MEERKAT_JAVA_HOME names the JDK,
            MEERKAT_JAVA_OPTS its flags. A warehouse on S3 takes S3_ENDPOINT, for another store than AWS, and what
            the AWS SDK reads: AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and the like.
            """;

    private final Word word;
    private final List<Argument> arguments;
    private final Environment environment;

    private OptionParser(Word word, List<Argument> arguments, Environment environment) {
        this.word = word;
        this.arguments = arguments;
        this.environment = environment;
    }

    /** @param said what follows the word */
    static Parsed parse(Word word, List<String> said, Map<String, String> environment) {
        return new OptionParser(word, Argument.all(word, said), new Environment(environment)).parsed();
    }

    static String help(Word word) {
        return word.takesLogLevels() ? word.help() + LOG_LEVELS + LAST_HELP + FORMS : word.help() + LAST_HELP;
    }

    private Parsed parsed() {
        if (all(HelpWanted.class).findAny().isPresent()) {
            return new Parsed.Help(help(word));
        }
        if (all(VersionWanted.class).findAny().isPresent()) {
            return new Parsed.Version();
        }
        var problems = Stream.of(
                        all(Wrong.class).map(Wrong::problem),
                        environment.problems().stream(),
                        Arrays.stream(ServeOption.values()).flatMap(this::problems))
                .flatMap(problem -> problem)
                .toList();
        if (!problems.isEmpty()) {
            return new Parsed.Refused(problems);
        }
        return word == Word.LOAD ? new Parsed.Load(loadOptions()) : new Parsed.Run(word, options());
    }

    private Stream<String> problems(ServeOption option) {
        var source = source(option);
        if (source.texts().size() > 1 && !option.isRepeatable()) {
            return Stream.of("%s is given %d times, but can only have one value."
                    .formatted(source.name(), source.texts().size()));
        }
        return source.texts().stream()
                .flatMap(text -> complaint(option, text).stream()
                        .map(accepted ->
                                "%s is %s but must be %s.".formatted(source.name(), shown(option, text), accepted)));
    }

    private static Optional<String> complaint(ServeOption option, String text) {
        try {
            option.read(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What was meant as a database URL may hold a password, so only its beginning is repeated. */
    private static String shown(ServeOption option, String text) {
        return "\"" + (option == ServeOption.DATABASE ? text.split(":", 2)[0] + ":..." : text) + "\"";
    }

    private ServeOptions options() {
        return new ServeOptions(
                OptionValues.port(text(ServeOption.PORT)),
                OptionValues.folder(text(ServeOption.DATA)),
                source(ServeOption.WAREHOUSE).texts().stream().findFirst().map(OptionValues::warehouse),
                environment.s3Endpoint(),
                source(ServeOption.DATABASE).texts().stream().findFirst().map(DatabaseUrl::new),
                source(ServeOption.ALLOW_LOCATION).texts().stream()
                        .map(OptionValues::location)
                        .toList(),
                source(ServeOption.ALLOW_HOST).texts().stream()
                        .map(OptionValues::host)
                        .toList(),
                OptionValues.duration(text(ServeOption.PURGE_GRACE)),
                OptionValues.duration(text(ServeOption.RETENTION)),
                OptionValues.lifetime(text(ServeOption.IDEMPOTENCY_LIFETIME)),
                all(LogLevel.class).collect(Collectors.toMap(LogLevel::setting, LogLevel::level, (_, last) -> last)));
    }

    private LoadOptions loadOptions() {
        return new LoadOptions(
                OptionValues.server(text(ServeOption.SERVER)),
                OptionValues.catalog(text(ServeOption.CATALOG)),
                OptionValues.existing(text(ServeOption.EXISTING)),
                OptionValues.yesOrNo(text(ServeOption.DRY_RUN)));
    }

    private String text(ServeOption option) {
        return source(option).texts().getFirst();
    }

    /** Where an option's texts come from, by the name to blame. */
    private record Source(String name, List<String> texts) {}

    private Source source(ServeOption option) {
        var given = all(Given.class)
                .filter(said -> said.option() == option)
                .map(Given::text)
                .toList();
        if (!given.isEmpty()) {
            return new Source(option.flag(), given);
        }
        var variable = environment.texts(option);
        return variable.isEmpty()
                ? new Source(option.flag(), option.fallback())
                : new Source(option.variable(), variable);
    }

    private <A extends Argument> Stream<A> all(Class<A> kind) {
        return arguments.stream().filter(kind::isInstance).map(kind::cast);
    }
}
