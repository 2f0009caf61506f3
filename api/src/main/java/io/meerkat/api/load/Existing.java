package io.meerkat.api.load;

import java.util.Arrays;
import java.util.Locale;

/** What to do about a name that something else than the line says stands under. */
public enum Existing {
    /** Refuse the load. */
    FAIL,
    /** Leave it as it is. */
    SKIP;

    /** @throws IllegalArgumentException if it is neither */
    public static Existing named(String word) {
        return Arrays.stream(values())
                .filter(value -> value.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("existing must be fail or skip: '%s'".formatted(word)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
