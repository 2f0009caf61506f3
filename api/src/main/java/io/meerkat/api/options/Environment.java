package io.meerkat.api.options;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The variables meant for Meerkat. An empty one counts as absent, as composing tools cannot leave one out. */
record Environment(Map<String, String> variables) {
    private static final String PREFIX = "MEERKAT_";
    private static final String S3_ENDPOINT = "S3_ENDPOINT";

    /** Read by the launcher and by nobody here. */
    private static final List<String> LAUNCHERS =
            List.of("MEERKAT_JAVA_FOLDERS", "MEERKAT_JAVA_HOME", "MEERKAT_JAVA_OPTS");

    List<String> texts(ServeOption option) {
        var text = Optional.ofNullable(variables.get(option.variable())).orElse("");
        if (text.isBlank()) {
            return List.of();
        }
        return option.isRepeatable()
                ? Arrays.stream(text.split(",")).map(String::strip).toList()
                : List.of(text);
    }

    /** By the name that other programs have for it, which is why it has no prefix. */
    Optional<URI> s3Endpoint() {
        return Optional.ofNullable(variables.get(S3_ENDPOINT))
                .filter(text -> !text.isBlank())
                .map(OptionValues::endpoint);
    }

    private Stream<String> endpointProblems() {
        try {
            s3Endpoint();
            return Stream.of();
        } catch (IllegalArgumentException e) {
            return Stream.of(
                    "%s is \"%s\" but must be %s.".formatted(S3_ENDPOINT, variables.get(S3_ENDPOINT), e.getMessage()));
        }
    }

    List<String> problems() {
        var known = Stream.concat(Arrays.stream(ServeOption.values()).map(ServeOption::variable), LAUNCHERS.stream())
                .toList();
        var unknown = variables.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .sorted()
                .map(name -> "Unknown environment variable %s. %s".formatted(name, NearestName.hint(name, known)));
        return Stream.concat(unknown, endpointProblems()).toList();
    }
}
