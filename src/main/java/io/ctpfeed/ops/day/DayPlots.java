package io.ctpfeed.ops.day;

import io.ctpfeed.ops.day.DayFigures.Minute;
import io.ctpfeed.ops.day.MinutePlot.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The plots of a day, all along one axis: the minutes on which something was published. One thread. */
final class DayPlots {
    private static final int HALF_HOUR = 30;

    private final DayReport report;
    private final TimeAxis axis;

    DayPlots(DayReport report) {
        this.report = report;
        BitSet published = minutes(minute -> !minute.ticks().isEmpty());
        this.axis = new TimeAxis(published.isEmpty() ? minutes(minute -> true) : published);
    }

    String ticks() {
        List<Line> lines = report.exchanges().stream()
                .map(each -> new Line(each.exchange(), Exchanges.index(each.exchange()), ticks(each.exchange())))
                .toList();
        return new MinutePlot(
                        "Ticks published a minute, by exchange", "ticks a minute, mean of five minutes", axis, lines)
                .html();
    }

    String coverage() {
        return new MinutePlot(
                        "Instruments subscribed, acknowledged and ticking",
                        "instruments, lowest of five minutes",
                        axis,
                        List.of(
                                new Line("subscribed", 6, coverage(Coverage::wanted)),
                                new Line("acknowledged", 3, coverage(Coverage::acknowledged)),
                                new Line("ticking", 2, coverage(Coverage::ticking))))
                .html();
    }

    String lanes() {
        return new EventLanes(axis, report.events()).html();
    }

    /** What the plot of ticks shows, in numbers. */
    String halfHours() {
        Map<Integer, long[]> sums = new TreeMap<>();
        for (Minute minute : report.minutes()) {
            int half = MinuteOfDay.parse(minute.at()) / HALF_HOUR * HALF_HOUR;
            for (int i = 0; i < report.exchanges().size(); i++) {
                sums.computeIfAbsent(half, key -> new long[report.exchanges().size()])[i] +=
                        DayReport.count(minute, report.exchanges().get(i).exchange());
            }
        }
        List<List<?>> rows = new ArrayList<>();
        sums.forEach((half, counts) -> {
            if (Arrays.stream(counts).anyMatch(count -> count > 0)) {
                List<Object> row = new ArrayList<>(List.of(MinuteOfDay.text(half)));
                Arrays.stream(counts).forEach(row::add);
                rows.add(row);
            }
        });
        if (rows.isEmpty()) {
            return "";
        }
        List<String> head = new ArrayList<>(List.of("from"));
        report.exchanges().forEach(each -> head.add(each.exchange()));
        return "<details><summary>The plot in numbers</summary>"
                + Html.table("Ticks published by half hour", head, rows) + "</details>";
    }

    private BitSet minutes(java.util.function.Predicate<Minute> which) {
        BitSet minutes = new BitSet(MinuteOfDay.COUNT);
        report.minutes().stream().filter(which).forEach(minute -> minutes.set(MinuteOfDay.parse(minute.at())));
        return minutes;
    }

    /** The mean. Where an exchange is quiet it has no line, lest those of all lie on each other. */
    private long[] ticks(String exchange) {
        long[] sums = new long[MinutePlot.SLOTS];
        for (Minute minute : report.minutes()) {
            sums[slot(minute)] += DayReport.count(minute, exchange);
        }
        return Arrays.stream(sums)
                .map(sum -> sum == 0 ? -1 : Math.round((double) sum / MinutePlot.SLOT_MINUTES))
                .toArray();
    }

    /** The lowest. */
    private long[] coverage(ToLongFunction<Coverage> figure) {
        long[] values = new long[MinutePlot.SLOTS];
        Arrays.fill(values, -1);
        for (Minute minute : report.minutes()) {
            if (minute.coverage() != null) {
                long value = figure.applyAsLong(minute.coverage());
                int slot = slot(minute);
                values[slot] = values[slot] < 0 ? value : Math.min(values[slot], value);
            }
        }
        return values;
    }

    private static int slot(Minute minute) {
        return MinuteOfDay.parse(minute.at()) / MinutePlot.SLOT_MINUTES;
    }
}
