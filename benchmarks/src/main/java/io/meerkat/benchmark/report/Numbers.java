package io.meerkat.benchmark.report;

import java.util.Locale;
import java.util.Optional;

/** Numbers as they are read best: three digits or so, thousands apart. */
final class Numbers {
    private static final double WHOLE_FROM = 100;
    private static final double ONE_PLACE_FROM = 10;
    private static final double TWO_PLACES_FROM = 0.095;
    private static final double TICK_PLACES = 1_000_000;
    private static final long KB_A_MB = 1_024;
    private static final String UNKNOWN = "";

    private Numbers() {}

    static String shown(double value) {
        if (value >= WHOLE_FROM) {
            return String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
        }
        var places = value >= ONE_PLACE_FROM ? 1 : value >= TWO_PLACES_FROM || value == 0 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }

    /** At a line of a chart: the fewest digits. */
    static String tick(double value) {
        return value >= 1 || value == 0
                ? String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ')
                : String.format(Locale.ROOT, "%s", Math.round(value * TICK_PLACES) / TICK_PLACES);
    }

    static String shown(Optional<Double> value) {
        return value.map(Numbers::shown).orElse(UNKNOWN);
    }

    static String megabytes(Optional<Long> kb) {
        return kb.map(known -> shown(known / (double) KB_A_MB)).orElse(UNKNOWN);
    }

    static String factor(double value) {
        return "×" + shown(value);
    }
}
