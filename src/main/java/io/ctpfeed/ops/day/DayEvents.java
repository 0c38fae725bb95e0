package io.ctpfeed.ops.day;

import io.ctpfeed.ops.day.DayFigures.DayEvent;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.FeedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The events of a day: all counted, the first {@value #KEPT} kept. Any thread; a short lock. */
final class DayEvents {
    static final int KEPT = 1_000;
    private static final int TEXT_LENGTH = 200;

    private final Map<String, Long> counts = new TreeMap<>();
    private final List<DayEvent> kept = new ArrayList<>();
    private long gapTicks;

    synchronized void add(FeedEvent event) {
        counts.merge(name(event), 1L, Long::sum);
        if (event.isLoss() && event.details().get("ticks") instanceof Number ticks) {
            gapTicks += ticks.longValue();
        }
        if (kept.size() < KEPT) {
            Map<String, String> details = new LinkedHashMap<>();
            event.details().forEach((name, value) -> details.put(name, text(value)));
            kept.add(new DayEvent(event.at().toString(), event.kind().token(), event.name(), event.source(), details));
        }
    }

    /** A try that failed is not the same as a session that broke: only the latter may have cost ticks. */
    private static String name(FeedEvent event) {
        boolean failedTry = event.name().equals("disconnected")
                && event.details().containsKey("from")
                && !"READY".equals(event.details().get("from"));
        return event.kind().token() + "/"
                + (failedTry ? "connect-failed" : isCovered(event) ? "covered" : event.name());
    }

    /** A gap that another line covers costs nothing. */
    private static boolean isCovered(FeedEvent event) {
        return event.name().equals(EventName.GAP_OPENED.token())
                && event.details().get("recoveredBy") instanceof List<?> accounts
                && !accounts.isEmpty();
    }

    /** Goes on from what was saved before a restart. */
    synchronized void restore(DayFigures saved) {
        saved.eventCounts().forEach((name, count) -> counts.merge(name, count, Long::sum));
        gapTicks += saved.gapTicks();
        kept.addAll(0, saved.events());
    }

    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    synchronized List<DayEvent> kept() {
        return List.copyOf(kept);
    }

    synchronized long gapTicks() {
        return gapTicks;
    }

    private static String text(Object value) {
        String text = String.valueOf(value);
        return text.length() <= TEXT_LENGTH ? text : text.substring(0, TEXT_LENGTH) + "...";
    }
}
