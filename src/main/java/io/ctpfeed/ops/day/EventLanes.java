package io.ctpfeed.ops.day;

import io.ctpfeed.ops.day.DayFigures.DayEvent;
import io.ctpfeed.tick.EventName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** When in the day something happened to the feed: a lane for each kind of it, along the axis of the plots. One thread. */
final class EventLanes {
    /** What a lane shows. @param colour good, warn or bad */
    private record Lane(String name, String colour, Predicate<DayEvent> holds) {}

    private static final List<Lane> LANES = List.of(
            new Lane("checkpoint passed", "good", is("checkpoint", "passed")),
            new Lane("checkpoint failed", "bad", is("checkpoint", "failed")),
            new Lane("disconnect", "warn", Outage::isBreak),
            new Lane("NATS outage", "warn", EventLanes::isOutage),
            new Lane("failover", "warn", event -> event.kind().equals("failover")),
            new Lane("limit hit", "warn", DayReport::isLimitHit),
            new Lane("gap", "bad", event -> isGap(event) && !isCovered(event)),
            new Lane("covered gap", "warn", event -> isGap(event) && isCovered(event)),
            new Lane("recovery", "warn", event -> event.kind().equals("recovery")));

    private final TimeAxis axis;
    private final List<DayEvent> events;

    EventLanes(TimeAxis axis, List<DayEvent> events) {
        this.axis = axis;
        this.events = events;
    }

    /** A gap or a loss; what else is of that kind tells of ticks that the journal keeps. */
    private static boolean isGap(DayEvent event) {
        return event.kind().equals("gap") && (event.name().startsWith("gap-") || EventName.isLoss(event.name()));
    }

    private static boolean isOutage(DayEvent event) {
        return event.name().equals(EventName.NATS_DISCONNECTED.token())
                || event.kind().equals("gap") && !isGap(event);
    }

    /** By another line. */
    private static boolean isCovered(DayEvent event) {
        return !event.details().getOrDefault("recoveredBy", "[]").equals("[]");
    }

    String html() {
        if (axis.isEmpty() || LANES.stream().allMatch(lane -> count(lane) == 0)) {
            return "";
        }
        StringBuilder html = new StringBuilder("<div class=\"lanes\">");
        LANES.stream().filter(lane -> count(lane) > 0).forEach(lane -> {
            html.append("<div class=\"lane ")
                    .append(lane.colour)
                    .append("\" role=\"img\" aria-label=\"")
                    .append(lane.name)
                    .append(": ")
                    .append(count(lane))
                    .append("\"><span>")
                    .append(lane.name)
                    .append("</span>");
            events.stream()
                    .filter(lane.holds)
                    .mapToInt(EventLanes::minute)
                    .distinct()
                    .forEach(minute -> html.append(String.format(
                            Locale.ROOT,
                            "<i title=\"%s\" style=\"left:%.1f%%\"></i>",
                            MinuteOfDay.text(minute),
                            100 * axis.at(minute) / TimeAxis.LENGTH)));
            html.append("</div>");
        });
        return html.append("<div class=\"below\">")
                .append(MinutePlot.times(axis))
                .append("</div></div>")
                .toString();
    }

    private long count(Lane lane) {
        return events.stream().filter(lane.holds).count();
    }

    private static int minute(DayEvent event) {
        return MinuteOfDay.of(
                TimeUnit.MILLISECONDS.toNanos(Instant.parse(event.at()).toEpochMilli()));
    }

    private static Predicate<DayEvent> is(String kind, String name) {
        return event -> event.kind().equals(kind) && event.name().equals(name);
    }
}
