package io.meerkat.api.options;

import java.util.Collection;
import java.util.Comparator;

/** The known name that takes the fewest edits to reach: a letter put in, left out, replaced or swapped with the next. */
final class NearestName {
    private NearestName() {}

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
