package io.ctpfeed.ops.day;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A plot over a trading day, a value for each {@value #SLOT_MINUTES} minutes: lines as inline SVG that takes the room there is, numbers and times beside it as
 * text that keeps its size. One thread.
 */
final class MinutePlot {
    /** A line. @param colour number of a colour of the page @param values one a slot of the day; negative: none */
    record Line(String name, int colour, long[] values) {}

    static final int SLOT_MINUTES = 5;
    static final int SLOTS = MinuteOfDay.COUNT / SLOT_MINUTES;
    static final int HEIGHT = 100;
    private static final int GRID_LINES = 4;

    private final String what;
    private final String unit;
    private final TimeAxis axis;
    private final List<Line> lines;
    private final long top;

    /** @param what it shows, for those who cannot see it @param unit of its values */
    MinutePlot(String what, String unit, TimeAxis axis, List<Line> lines) {
        this.what = what;
        this.unit = unit;
        this.axis = axis;
        this.lines = lines;
        this.top = round(lines.stream()
                .mapToLong(line -> Arrays.stream(line.values).max().orElse(0))
                .max()
                .orElse(0));
    }

    String html() {
        if (lines.stream().allMatch(line -> path(line).isEmpty())) {
            return "<p class=\"none\">Nothing to show.</p>";
        }
        StringBuilder html = new StringBuilder("<figure><figcaption><span class=\"unit\">")
                .append(Html.escape(unit))
                .append("</span>");
        lines.forEach(line -> html.append("<span class=\"key\"><i class=\"c")
                .append(line.colour)
                .append("\"></i>")
                .append(Html.escape(line.name))
                .append("</span>"));
        html.append("</figcaption><div class=\"plot\">")
                .append(String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %.0f %d\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"%s\">",
                        TimeAxis.LENGTH,
                        HEIGHT,
                        Html.escape(what)));
        axis.breaks().forEach(each -> html.append(band("break", each)));
        axis.cuts().forEach(each -> html.append(band("cut", each)));
        for (int i = 0; i <= GRID_LINES; i++) {
            double y = y(top * i / GRID_LINES);
            html.append(String.format(
                    Locale.ROOT, "<line x1=\"0\" x2=\"%.0f\" y1=\"%.1f\" y2=\"%.1f\"/>", TimeAxis.LENGTH, y, y));
        }
        lines.forEach(line -> html.append("<path class=\"c")
                .append(line.colour)
                .append("\" d=\"")
                .append(path(line))
                .append("\"/>"));
        html.append("</svg>");
        for (int i = 0; i <= GRID_LINES; i++) {
            long value = top * i / GRID_LINES;
            html.append(String.format(
                    Locale.ROOT,
                    "<span class=\"y\" style=\"top:%.1f%%\">%s</span>",
                    100 * y(value) / HEIGHT,
                    Numbers.text(value)));
        }
        return html.append(times(axis)).append("</div></figure>").toString();
    }

    /** The times of an axis, below what is drawn along it. */
    static String times(TimeAxis axis) {
        StringBuilder html = new StringBuilder();
        axis.labels()
                .forEach(label -> html.append(String.format(
                        Locale.ROOT,
                        "<span class=\"x%s\" style=\"left:%.1f%%\">%s</span>",
                        label.minor() ? " minor" : "",
                        100 * label.at() / TimeAxis.LENGTH,
                        label.text())));
        return html.toString();
    }

    private static String band(String kind, TimeAxis.Span span) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" width=\"%.1f\" y=\"0\" height=\"%d\"/>",
                kind,
                span.from(),
                span.to() - span.from(),
                HEIGHT);
    }

    /** Interrupted where there is no value and where time is cut. */
    private String path(Line line) {
        StringBuilder path = new StringBuilder();
        for (TimeAxis.Stretch stretch : axis.stretches()) {
            boolean joined = false;
            for (int slot = stretch.first() / SLOT_MINUTES; slot <= stretch.last() / SLOT_MINUTES; slot++) {
                long value = line.values[slot];
                if (value >= 0) {
                    int middle = slot * SLOT_MINUTES + SLOT_MINUTES / 2;
                    double x = axis.at(Math.min(stretch.last(), Math.max(stretch.first(), middle)));
                    path.append(String.format(Locale.ROOT, "%s%.1f %.1f", joined ? "L" : "M", x, y(value)));
                    path.append(joined ? "" : "h0.01"); // a point of its own is seen
                }
                joined = value >= 0;
            }
        }
        return path.toString();
    }

    private double y(long value) {
        return HEIGHT - HEIGHT * (double) value / top;
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
