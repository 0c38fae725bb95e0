package io.ctpfeed.service;

import io.ctpfeed.component.ReaderCounters;
import io.ctpfeed.ops.FeedFigures;
import io.ctpfeed.ops.TickLatency;
import io.ctpfeed.publish.DeliveryFigures;
import io.ctpfeed.publish.Downstream;
import io.ctpfeed.publish.LastValueCounters;
import io.ctpfeed.publish.NatsCheck;
import io.ctpfeed.publish.NatsLink;
import io.ctpfeed.publish.PublishCounters;
import io.ctpfeed.quality.ClassCounters;
import io.ctpfeed.quality.FlawCounters;
import io.ctpfeed.quality.arbitration.ArbitrationCounters;
import io.ctpfeed.quality.gap.GapCounters;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.session.MarketHours;
import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.Sources;
import io.ctpfeed.subscription.Inspection;
import io.ctpfeed.subscription.RecoveryCounters;
import io.ctpfeed.subscription.ShouldList;
import java.util.Collection;

/** What a running service has counted, gathered from its parts. Any thread. */
final class ServiceFigures implements FeedFigures {
    private final FeedService feed;
    private final EventRelay events;
    private final CalendarGuard calendar;
    private final MarketHours hours;
    private final TickLatency latency;
    private final Downstream downstream;

    ServiceFigures(
            FeedService feed, EventRelay events, CalendarGuard calendar, TickLatency latency, Downstream downstream) {
        this.feed = feed;
        this.events = events;
        this.calendar = calendar;
        this.hours = new MarketHours(calendar::calendar);
        this.latency = latency;
        this.downstream = downstream;
    }

    @Override
    public Sources sources() {
        return feed.sources();
    }

    @Override
    public Collection<ReaderCounters> readers() {
        return feed.ctp().counters();
    }

    @Override
    public Collection<PublishCounters> publishers() {
        return feed.natsTicks().counters();
    }

    @Override
    public NatsLink nats() {
        return feed.nats();
    }

    @Override
    public NatsCheck natsCheck() {
        return feed.natsStores().lastCheck();
    }

    @Override
    public LastValueCounters lastValues() {
        return feed.natsStores().lastValues();
    }

    @Override
    public DeliveryFigures delivery() {
        return feed.delivery().figures();
    }

    @Override
    public Inspection inspection() {
        return feed.sweep().last();
    }

    @Override
    public RecoveryCounters recovery() {
        return feed.recovering().counters();
    }

    @Override
    public long calendarCoveredDays() {
        return calendar.coveredDays();
    }

    @Override
    public int shouldInstruments(String account) {
        ShouldList list = feed.contractLists().list(account);
        return list == null ? -1 : list.contracts().size();
    }

    @Override
    public long listsNotBelieved() {
        return feed.contractLists().notBelieved();
    }

    @Override
    public boolean standIn() {
        return feed.library().standIn();
    }

    @Override
    public long edits(Edit outcome) {
        return switch (outcome) {
            case APPLIED -> feed.edits().applied();
            case REFUSED -> feed.edits().refused();
            case ROLLED_BACK -> feed.edits().rolledBack();
        };
    }

    @Override
    public ReconcileResult reconciliation() {
        return feed.day().dayClose().lastResult();
    }

    @Override
    public ClassCounters classes() {
        return feed.quality().classification().counted();
    }

    @Override
    public GapCounters gaps() {
        return feed.gaps().detector().log().counters();
    }

    @Override
    public double missedRatio(int line) {
        return feed.gaps().detector().missedRatio(line);
    }

    @Override
    public FlawCounters flawed(int line) {
        return feed.quality().classification().flawed(line);
    }

    @Override
    public long tradingDayDisagreements() {
        return feed.quality().tradingDayDisagreements();
    }

    @Override
    public ArbitrationCounters arbitrated(int line) {
        return feed.quality().arbitration().counted(line);
    }

    @Override
    public LineMode mode(String account) {
        return feed.mode(account);
    }

    @Override
    public boolean isHeld(String account) {
        return feed.handStops().isUsed(account) && feed.handStops().isHeld(account);
    }

    @Override
    public MarketHours hours() {
        return hours;
    }

    @Override
    public TickLatency latency() {
        return latency;
    }

    @Override
    public Downstream downstream() {
        return downstream;
    }

    @Override
    public long checkpointsOverdue() {
        return feed.duties().checkpointsOverdue();
    }

    @Override
    public String marketDataLibrary() {
        return feed.library().marketDataVersion();
    }

    @Override
    public String traderLibrary() {
        return feed.library().traderVersion();
    }

    @Override
    public long unsentEvents() {
        return events.unsent();
    }
}
