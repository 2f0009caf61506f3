package io.meerkat.benchmark.options;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The texts on the command line by their option, and what is wrong with them. */
final class Said {
    private final Map<Flag, List<String>> texts = new EnumMap<>(Flag.class);
    private final List<String> problems = new ArrayList<>();

    /** Both {@code --name text} and {@code --name=text}. */
    static Said of(List<String> arguments) {
        var said = new Said();
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            said.take(rest);
        }
        return said;
    }

    private void take(ArrayDeque<String> rest) {
        var parts = rest.remove().split("=", 2);
        var known = Flag.named(parts[0]);
        if (known.isEmpty()) {
            problems.add("Unknown option %s. The nearest known one is %s."
                    .formatted(parts[0], NearestName.of(parts[0], Flag.names())));
            takeValue(rest);
            return;
        }
        var flag = known.get();
        var value =
                !flag.takesValue() ? Optional.of("yes") : parts.length == 2 ? Optional.of(parts[1]) : takeValue(rest);
        value.or(flag::withoutValue)
                .ifPresentOrElse(
                        text -> texts.computeIfAbsent(flag, _ -> new ArrayList<>())
                                .add(text),
                        () -> problems.add("%s needs a value. See --help.".formatted(flag.flag())));
    }

    private static Optional<String> takeValue(ArrayDeque<String> rest) {
        return Optional.ofNullable(rest.peek())
                .filter(next -> !next.startsWith("--"))
                .map(_ -> rest.remove());
    }

    boolean has(Flag flag) {
        return texts.containsKey(flag);
    }

    /** Reads all that was said of a flag, or its fallback; what cannot be read becomes a problem and is left out. */
    <T> List<T> all(Flag flag, Function<String, T> reading) {
        var given = texts.getOrDefault(flag, flag.fallback().map(List::of).orElse(List.of()));
        if (given.size() > 1 && !flag.isRepeatable()) {
            problems.add("%s is given %d times, but can only have one value.".formatted(flag.flag(), given.size()));
        }
        var read = new ArrayList<T>();
        for (var text : given) {
            try {
                read.add(reading.apply(text));
            } catch (IllegalArgumentException e) {
                problems.add("%s is \"%s\" but must be %s.".formatted(flag.flag(), text, e.getMessage()));
            }
        }
        return read;
    }

    <T> Optional<T> one(Flag flag, Function<String, T> reading) {
        return all(flag, reading).stream().findFirst();
    }

    void problem(String problem) {
        problems.add(problem);
    }

    List<String> problems() {
        return problems;
    }
}
