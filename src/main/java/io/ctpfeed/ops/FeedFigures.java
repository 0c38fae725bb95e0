package io.ctpfeed.ops;

import io.ctpfeed.component.ReaderCounters;
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
import java.util.Collection;

/** What a running feed has counted. Any thread; nothing waits. */
public interface FeedFigures {
    /** Its accounts, the same for its life. */
    Sources sources();

    /** One for each account that has, or had, a route. */
    Collection<ReaderCounters> readers();

    Collection<PublishCounters> publishers();

    NatsLink nats();

    /** What JetStream keeps, against what is declared; null before the first check. */
    NatsCheck natsCheck();

    LastValueCounters lastValues();

    /** Ticks on their way to NATS, and in the journal. */
    DeliveryFigures delivery();

    /** The last inspection of all accounts; null before the first. */
    Inspection inspection();

    /** What recovery did. */
    RecoveryCounters recovery();

    /** Whole days after today that the trading calendar covers; negative where it has ended. */
    long calendarCoveredDays();

    /** Instruments that an account should subscribe; negative where no list is known yet. */
    int shouldInstruments(String account);

    /** Contract lists that were not believed. */
    long listsNotBelieved();

    /** Whether the market is invented. */
    boolean standIn();

    /** Edits of routes or configuration, by what became of them. */
    long edits(Edit outcome);

    /** The last since the start; null before the first. */
    ReconcileResult reconciliation();

    /** Ticks by class. */
    ClassCounters classes();

    /** Gaps since the start. */
    GapCounters gaps();

    /** Which part of what other lines brought a line did not. */
    double missedRatio(int line);

    /** Ticks of a line that had flaws. */
    FlawCounters flawed(int line);

    /** Logins whose trading day was not the calendar's. */
    long tradingDayDisagreements();

    /** What became of a line's ticks beside those of the others. */
    ArbitrationCounters arbitrated(int line);

    /** What an account is for now. */
    LineMode mode(String account);

    /** Whether somebody stopped an account that a route uses, or that route. */
    boolean isHeld(String account);

    /** When the market trades. */
    MarketHours hours();

    /** How old ticks are on their way. */
    TickLatency latency();

    /** Consumers of what is published. */
    Downstream downstream();

    /** Checkpoints that were due and did not take place. */
    long checkpointsOverdue();

    /** As the CTP library says of itself. */
    String marketDataLibrary();

    /** The same of its trader half. */
    String traderLibrary();

    /** Events that could not be published and are in the log only. */
    long unsentEvents();

    /** What may become of an edit. */
    enum Edit {
        APPLIED,
        REFUSED,
        ROLLED_BACK
    }
}
