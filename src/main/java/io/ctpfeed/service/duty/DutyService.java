package io.ctpfeed.service.duty;

import io.ctpfeed.ops.DutyMetrics;
import io.ctpfeed.service.FeedService;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.tick.EventSink;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.stream.Collectors;

/** The work around sessions: restart before, checkpoints, close. Made with the service, ends with it. Any thread. */
public final class DutyService implements AutoCloseable {
    private final Ending ending = new Ending();
    private final DayDuties duties;
    private final PreMarketRestart restart;
    private final Checkpoints checkpoints;
    private final DutyRoster roster;
    private final Overdue overdue;
    private final FeedCommand command;

    /** @param end how the whole service is restarted */
    public DutyService(
            FeedService feed, MarketCalendar calendar, EventSink events, MeterRegistry registry, ServiceEnd end) {
        Lines lines = new Lines(feed.sources(), () -> feed.ctp().consumed().stream()
                .filter(account -> feed.mode(account) != LineMode.OFF)
                .collect(Collectors.toSet()));
        DutyMetrics metrics = new DutyMetrics(registry, RestartResult.Outcome.tokens());
        Subscriptions subscriptions = new Subscriptions(feed::context);
        duties = new DayDuties(calendar);
        restart = new PreMarketRestart(lines, duties, subscriptions, end, events, metrics, ending);
        checkpoints = new Checkpoints(
                lines, duties, feed.nats(), events, metrics, feed.library().standIn());
        roster = new DutyRoster(feed::context, duties);
        overdue = new Overdue(roster, metrics);
        command = new PreMarketFeedCommand(restart, feed::context);
    }

    /** What routes call, by the name they call it. */
    public Map<String, Object> beans() {
        return Map.of("dayDuties", duties, "preMarketRestart", restart, "checkpoints", checkpoints);
    }

    public DayDuties duties() {
        return duties;
    }

    /** What is due when, by the triggers of the running routes: for a clock that is simulated. */
    public DutyRoster roster() {
        return roster;
    }

    /** Checkpoints that were due within the last hour and did not take place. */
    public long checkpointsOverdue() {
        return overdue.checkpoints();
    }

    public FeedCommand command() {
        return command;
    }

    /** Whoever waits within a duty waits no longer. */
    @Override
    public void close() {
        ending.begin();
    }
}
