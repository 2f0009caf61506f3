package io.meerkat.api.options;

import java.util.Collection;
import java.util.Comparator;

/** The known name that takes the fewest edits to reach: a letter put in, left out, replaced or swapped with the next. */
final class NearestName {
    /** With more edits than one in so many letters it is another name rather than a slip. */
    private static final int LETTERS_AN_EDIT = 3;

    private NearestName() {}

    /** What to say of a name that is not known: the one that was meant, or all there are. */
    static String hint(String typed, Collection<String> known) {
        var nearest = of(typed, known);
        int letters = typed.replaceFirst("^(--|MEERKAT_)", "").length();
        return distance(typed, nearest) <= Math.max(1, letters / LETTERS_AN_EDIT)
                ? "The nearest known one is %s.".formatted(nearest)
                : "The known ones are %s.".formatted(String.join(", ", known));
    }

    static String of(String typed, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    static int distance(String from, String to) {
        var edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int fewest(int[][] edits, String from, String to, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int shifted = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
        return isSwap(from, to, i, j)
                ? Math.min(edits[i - 2][j - 2] + 1, Math.min(replaced, shifted))
                : Math.min(replaced, shifted);
    }

    private static boolean isSwap(String from, String to, int i, int j) {
        return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
