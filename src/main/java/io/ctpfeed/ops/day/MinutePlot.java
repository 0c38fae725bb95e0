package io.ctpfeed.ops.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plot over the minutes of a trading day as inline SVG. Stretches of an hour or more without a value are cut out, as
 * nobody trades then; a dashed line shows where. One thread.
 */
final class MinutePlot {
    /** A line. @param values one a minute of the day; negative: none */
    record Line(String name, String colour, long[] values) {}

    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 260;
    private static final int LEFT = 70;
    private static final int BOTTOM = 28;
    private static final int TOP = 12;
    private static final int CUT_MINUTES = 60;
    private static final int TIME_LABELS = 9;
    private static final int GRID_LINES = 4;

    private final String what;
    private final List<Line> lines;
    private final List<Integer> minutes = new ArrayList<>();
    private final long top;

    /** @param what it shows, for those who cannot see it */
    MinutePlot(String what, List<Line> lines) {
        this.what = what;
        this.lines = lines;
        int last = -1;
        for (int minute = 0; minute < MinuteOfDay.COUNT; minute++) {
            if (hasValue(minute)) {
                for (int gap = last + 1; last >= 0 && minute - last < CUT_MINUTES && gap < minute; gap++) {
                    minutes.add(gap);
                }
                minutes.add(minute);
                last = minute;
            }
        }
        top = round(lines.stream()
                .mapToLong(line -> java.util.Arrays.stream(line.values).max().orElse(0))
                .max()
                .orElse(0));
    }

    String svg() {
        if (minutes.isEmpty()) {
            return "<p class=\"none\">No data.</p>";
        }
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                HEIGHT,
                Html.escape(what)));
        grid(svg);
        times(svg);
        lines.forEach(line -> draw(svg, line));
        return svg.append("</svg>").append(legend()).toString();
    }

    private void grid(StringBuilder svg) {
        for (int i = 0; i <= GRID_LINES; i++) {
            long value = top * i / GRID_LINES;
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text class=\"axis\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT,
                    WIDTH,
                    y(value),
                    y(value),
                    LEFT - 8,
                    y(value) + 4,
                    Numbers.text(value)));
        }
    }

    private void times(StringBuilder svg) {
        int labels = Math.min(TIME_LABELS, minutes.size());
        for (int i = 0; i < labels; i++) {
            int at = labels == 1 ? 0 : i * (minutes.size() - 1) / (labels - 1);
            String anchor = labels > 1 && i == labels - 1 ? "end" : i == 0 ? "start" : "middle";
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"axis\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
                    x(at),
                    HEIGHT - 8,
                    anchor,
                    MinuteOfDay.text(minutes.get(at))));
        }
        for (int i = 1; i < minutes.size(); i++) {
            if (minutes.get(i) - minutes.get(i - 1) >= CUT_MINUTES) {
                double x = (x(i) + x(i - 1)) / 2;
                svg.append(String.format(
                        Locale.ROOT,
                        "<line class=\"cut\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                        x,
                        x,
                        TOP,
                        HEIGHT - BOTTOM));
            }
        }
    }

    /** Interrupted where there is no value and where time is cut. */
    private void draw(StringBuilder svg, Line line) {
        StringBuilder path = new StringBuilder();
        int before = -1;
        for (int i = 0; i < minutes.size(); i++) {
            long value = line.values[minutes.get(i)];
            if (value < 0) {
                before = -1;
                continue;
            }
            boolean joined = before >= 0 && minutes.get(i) - before < CUT_MINUTES;
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", joined ? "L" : "M", x(i), y(value)));
            if (!joined) {
                path.append("h0.01"); // a point of its own is seen
            }
            before = minutes.get(i);
        }
        svg.append(String.format(
                Locale.ROOT,
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\" stroke-linejoin=\"round\""
                        + " stroke-linecap=\"round\"/>",
                path,
                line.colour));
    }

    private String legend() {
        StringBuilder legend = new StringBuilder("<p class=\"legend\">");
        lines.forEach(line -> legend.append("<span><i style=\"background:")
                .append(line.colour)
                .append("\"></i>")
                .append(Html.escape(line.name))
                .append("</span>"));
        return legend.append("</p>").toString();
    }

    private boolean hasValue(int minute) {
        return lines.stream().anyMatch(line -> line.values[minute] > 0);
    }

    private double x(int place) {
        return LEFT + (WIDTH - LEFT - 2.0) * place / Math.max(1, minutes.size() - 1);
    }

    private double y(long value) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (double) value / top;
    }

    /** The next 4, 8, 12, 20, 40 and so on: its quarters are whole. */
    private static long round(long highest) {
        long power = 1;
        while (true) {
            for (long step : new long[] {4, 8, 12, 20}) {
                if (step * power >= highest) {
                    return step * power;
                }
            }
            power *= 10;
        }
    }
}
