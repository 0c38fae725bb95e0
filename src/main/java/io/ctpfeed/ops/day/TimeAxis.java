package io.ctpfeed.ops.day;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The minutes of a trading day on which something happened, side by side, so that all plots of a page have the same. Where
 * nothing happened for an hour or more the time is cut out, as nobody trades then; shorter pauses stay, and are breaks. One
 * thread.
 */
final class TimeAxis {
    /** From one place to another. */
    record Span(double from, double to) {}

    /** A time that is written. @param minor left out where there is little room */
    record Label(String text, double at, boolean minor) {}

    /** Places go from 0 to this. */
    static final double LENGTH = 1_000;

    private static final int CUT_MINUTES = 60;
    private static final int BREAK_MINUTES = 10;
    /** What a cut takes, in minutes. */
    private static final int CUT_WIDTH = 14;

    private static final int HALF_HOUR = 30;
    private static final double ROOM = 120;
    private static final double MINOR_ROOM = 62;

    /** Minutes without a cut. @param place of the first, in minutes */
    record Stretch(int first, int last, int place) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Span> breaks = new ArrayList<>();
    private final int width;

    /** @param active minutes of the day, see {@link MinuteOfDay} */
    TimeAxis(BitSet active) {
        int place = 0;
        for (int first = active.nextSetBit(0); first >= 0; ) {
            int last = first;
            int next = active.nextSetBit(last + 1);
            while (next >= 0 && next - last < CUT_MINUTES) {
                last = next;
                next = active.nextSetBit(last + 1);
            }
            stretches.add(new Stretch(first, last, place));
            place += last - first + CUT_WIDTH;
            first = next;
        }
        width = Math.max(1, place - CUT_WIDTH);
        for (Stretch stretch : stretches) {
            for (int at = stretch.first; at < stretch.last; ) {
                int next = active.nextSetBit(at + 1);
                if (next - at > BREAK_MINUTES) {
                    breaks.add(new Span(at(at), at(next)));
                }
                at = next;
            }
        }
    }

    boolean isEmpty() {
        return stretches.isEmpty();
    }

    /** What is shown, in order. */
    List<Stretch> stretches() {
        return stretches;
    }

    /** The place of a minute; of one that is cut out, where it is cut. */
    double at(int minute) {
        int place = 0;
        for (Stretch stretch : stretches) {
            if (minute < stretch.first) {
                break;
            }
            place = stretch.place + Math.min(minute, stretch.last) - stretch.first;
        }
        return LENGTH * place / width;
    }

    /** Where time is cut out. */
    List<Span> cuts() {
        List<Span> cuts = new ArrayList<>();
        for (int i = 1; i < stretches.size(); i++) {
            cuts.add(new Span(at(stretches.get(i - 1).last), at(stretches.get(i).first)));
        }
        return cuts;
    }

    /** Pauses that are not cut out. */
    List<Span> breaks() {
        return breaks;
    }

    /** None lies over another: the first half hour of each stretch, then full hours where there is room. */
    List<Label> labels() {
        List<Label> labels = new ArrayList<>();
        for (Stretch stretch : stretches) {
            int half = next(stretch.first, HALF_HOUR);
            add(labels, half <= stretch.last ? half : stretch.first, false);
        }
        for (Stretch stretch : stretches) {
            for (int hour = next(stretch.first, 60); hour <= stretch.last; hour += 60) {
                add(labels, hour, true);
            }
        }
        return labels;
    }

    private void add(List<Label> labels, int minute, boolean minor) {
        double at = at(minute);
        double room = minor ? MINOR_ROOM : ROOM;
        if (labels.stream().noneMatch(label -> Math.abs(label.at - at) < room)) {
            labels.add(new Label(MinuteOfDay.text(minute), at, minor));
        }
    }

    /** The next multiple. */
    private static int next(int minute, int step) {
        return (minute + step - 1) / step * step;
    }
}
