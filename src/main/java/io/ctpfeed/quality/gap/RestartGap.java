package io.ctpfeed.quality.gap;

import java.util.ArrayList;
import java.util.List;

/**
 * The gap of a restart: from what was published last before, to the first live tick at which all is subscribed again. With it
 * end those that the process before left open. The detector's thread.
 */
final class RestartGap {
    private final GapWatch watch;
    private final GapLines lines;
    private final GapLog log;
    private final List<String> open = new ArrayList<>();
    private long wholeAt;

    RestartGap(GapWatch watch, GapLines lines, GapLog log) {
        this.watch = watch;
        this.lines = lines;
        this.log = log;
    }

    /** At the start. @param mark up to when ticks were published; 0: never, so nothing is missing */
    void begin(long mark) {
        log.restore().forEach(gap -> open.add(gap.id()));
        if (mark != 0) {
            open.add(log.open(Evidence.RESTART, List.of(), mark, new Affected(), List.of()));
        }
    }

    void look(long now) {
        if (open.isEmpty()) {
            return;
        }
        if (wholeAt == 0 && lines.isWhole()) {
            wholeAt = now;
        }
        long live = watch.firstLiveAt();
        if (wholeAt != 0 && live != 0) {
            long to = Math.max(wholeAt, live);
            open.stream().map(log::get).forEach(gap -> log.close(gap.to() == null ? gap.until(to) : gap));
            open.clear();
        }
    }
}
