package io.meerkat.benchmark.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** A table in Markdown whose columns are left out where nothing is in them. */
final class Table {
    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heads) {
        this.heads = Arrays.asList(heads);
    }

    void row(String... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException(
                    "a row has %d cells and the table %d columns".formatted(cells.length, heads.size()));
        }
        rows.add(Arrays.asList(cells));
    }

    String text() {
        var kept = new ArrayList<Integer>();
        for (int column = 0; column < heads.size(); column++) {
            var index = column;
            if (rows.stream().anyMatch(row -> !row.get(index).isEmpty())) {
                kept.add(column);
            }
        }
        var rule = kept.stream().map(column -> column == 0 ? "---" : "---:").collect(joined());
        return line(heads, kept)
                + rule
                + rows.stream().map(row -> line(row, kept)).collect(Collectors.joining());
    }

    private static String line(List<String> cells, List<Integer> kept) {
        return kept.stream().map(cells::get).collect(joined());
    }

    private static Collector<CharSequence, ?, String> joined() {
        return Collectors.joining(" | ", "| ", " |\n");
    }
}
