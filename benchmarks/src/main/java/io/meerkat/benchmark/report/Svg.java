package io.meerkat.benchmark.report;

import java.util.Locale;

/** Draws a chart as SVG that is readable on light and on dark pages, and without its colours too. */
final class Svg {
    private static final int WIDTH = 900;
    private static final int LEFT = 150;
    private static final int RIGHT = 170;
    private static final int TOP = 92;
    private static final int BOTTOM = 16;
    private static final int BAR = 15;
    private static final int BAR_STEP = 18;
    private static final int GROUP_GAP = 14;
    private static final int LEGEND_STEP = 130;
    private static final int BASELINE = 12;

    private static final String STYLE = """
        <style>
        text { font: 12px system-ui, sans-serif; fill: #1f2328 }
        .title { font-size: 17px; font-weight: 600 }
        .faint { fill: #59636e }
        .page { fill: #ffffff }
        .grid { stroke: #d1d9e0 }
        .s0 { fill: #d9730d } .s1 { fill: #2f7fd1 } .s2 { fill: #6b8e4e } .s3 { fill: #8a63b8 } .s4 { fill: #7a8490 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 }
          .faint { fill: #9198a1 }
          .page { fill: #0d1117 }
          .grid { stroke: #3d444d }
          .s0 { fill: #f0933c } .s1 { fill: #58a6ff } .s2 { fill: #8fbf6a } .s3 { fill: #b392e0 } .s4 { fill: #9aa4b0 }
        }
        </style>
        """;

    private final Chart chart;
    private final StringBuilder out = new StringBuilder();

    private Svg(Chart chart) {
        this.chart = chart;
    }

    static String of(Chart chart) {
        return new Svg(chart).draw();
    }

    private String draw() {
        var height = TOP + BOTTOM;
        for (var group : chart.groups()) {
            height += heightOf(group);
        }
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH, height, escaped(chart.title()));
        out.append(STYLE);
        add("<rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"6\"/>", WIDTH, height);
        text("title", 16, 28, "start", chart.title());
        text("faint", 16, 47, "start", chart.subtitle());
        legend();
        grid(height - BOTTOM);
        var y = TOP;
        for (var group : chart.groups()) {
            draw(group, y);
            y += heightOf(group);
        }
        return out.append("</svg>\n").toString();
    }

    private static int heightOf(Chart.Group group) {
        return group.bars().size() * BAR_STEP + GROUP_GAP;
    }

    private void legend() {
        for (int series = 0; series < chart.series().size(); series++) {
            var x = LEFT + series * LEGEND_STEP;
            add("<rect class=\"s%d\" x=\"%d\" y=\"57\" width=\"12\" height=\"12\" rx=\"2\"/>", series, x);
            text("", x + 18, 68, "start", chart.series().get(series));
        }
    }

    private void grid(int bottom) {
        for (var tick : chart.scale().ticks()) {
            var x = x(tick);
            add("<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x, x, TOP - 6, bottom);
            text("faint", x, TOP - 9, "middle", Numbers.tick(tick));
        }
    }

    private void draw(Chart.Group group, int top) {
        var middle = top + group.bars().size() * BAR_STEP / 2 + BASELINE / 2 - 2;
        text("", LEFT - 10, middle, "end", group.label());
        for (int series = 0; series < group.bars().size(); series++) {
            var bar = group.bars().get(series);
            var y = top + series * BAR_STEP;
            var end = (double) LEFT;
            if (bar.value().isPresent() && bar.value().getAsDouble() > 0) {
                end = Math.max(LEFT + 1.0, x(bar.value().getAsDouble()));
                add(
                        "<rect class=\"s%d\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>",
                        series, LEFT, y, end - LEFT, BAR);
            }
            text(bar.value().isPresent() ? "" : "faint", end + 6, y + BASELINE, "start", bar.label());
        }
    }

    private double x(double value) {
        return LEFT + chart.scale().at(value) * (WIDTH - LEFT - RIGHT);
    }

    private void text(String kind, double x, int y, String anchor, String text) {
        add("<text class=\"%s\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>", kind, x, y, anchor, escaped(text));
    }

    @SuppressWarnings("AnnotateFormatMethod") // all callers are above
    private void add(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
