package io.meerkat.benchmark.options;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How texts are read. A text that cannot be is refused with what is accepted. */
final class Values {
    private static final long MILLIS = 1_000;

    private Values() {}

    static Function<String, Integer> whole(int least, int most) {
        return text -> {
            var refusal = "a whole number from %d to %d".formatted(least, most);
            var value = number(text, refusal);
            if (value != Math.rint(value) || value < least || value > most) {
                throw new IllegalArgumentException(refusal);
            }
            return (int) value;
        };
    }

    static Function<String, Duration> seconds(double least, double most) {
        return text -> {
            var refusal = "a number of seconds from %s to %s".formatted(least, most);
            var value = number(text, refusal);
            if (!(value >= least && value <= most)) {
                throw new IllegalArgumentException(refusal);
            }
            return Duration.ofMillis(Math.round(value * MILLIS));
        };
    }

    static double rate(String text) {
        var value = number(text, "a number above 0");
        if (!(value > 0)) {
            throw new IllegalArgumentException("a number above 0");
        }
        return value;
    }

    static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number", e);
        }
    }

    static String pattern(String text) {
        try {
            return Pattern.compile(text).pattern();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("a regular expression, %s".formatted(e.getDescription()), e);
        }
    }

    static Function<String, List<String>> someOf(List<String> known) {
        return text -> {
            var names = text.equals("all") ? known : Arrays.asList(text.split(","));
            for (var name : names) {
                if (!known.contains(name)) {
                    throw new IllegalArgumentException("some of %s, or all; nearest to %s is %s"
                            .formatted(String.join(",", known), name, NearestName.of(name, known)));
                }
            }
            return names;
        };
    }

    private static double number(String text, String refusal) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(refusal, e);
        }
    }
}
