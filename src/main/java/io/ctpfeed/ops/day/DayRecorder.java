package io.ctpfeed.ops.day;

import io.ctpfeed.publish.PublishObserver;
import io.ctpfeed.quality.reconcile.Published;
import io.ctpfeed.quality.reconcile.PublishedTicks;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.WallClock;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the record of the trading day under way: told of each published tick and of each event, saved now and then, gone
 * on with after a restart. When a new trading day begins (by the process's clock) the old record is saved and left.
 *
 * <p>Ticks by the publishing thread, one at a time; all else by any thread.
 */
public final class DayRecorder implements PublishObserver, EventSink, PublishedTicks {
    private static final Logger LOG = LoggerFactory.getLogger(DayRecorder.class);
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Function<LocalDateTime, LocalDate> tradingDayAt;
    private final Instruments instruments;
    private final Sources sources;
    private final DayFiles files;
    private final boolean standIn;

    private volatile DayRecord current;
    /** The day before, saved once more in case a tick was still being written; null when that is done. */
    private DayRecord left;

    private volatile boolean calendarFailed;

    // The publishing thread's.
    private long epochMinute = Long.MIN_VALUE;
    private int minute;
    private DayRecord day;

    /**
     * @param tradingDayAt trading day of a moment by the exchanges' clock
     * @param standIn whether the market is invented
     */
    public DayRecorder(
            Function<LocalDateTime, LocalDate> tradingDayAt,
            Instruments instruments,
            Sources sources,
            DayFiles files,
            boolean standIn) {
        this.tradingDayAt = tradingDayAt;
        this.instruments = instruments;
        this.sources = sources;
        this.files = files;
        this.standIn = standIn;
        this.current = begin(tradingDayAt.apply(MarketTime.localNow()));
    }

    @Override
    public void published(Tick tick, Instrument instrument, byte[] payload) {
        long at = tick.receivedAt() / MINUTE_NANOS;
        if (at != epochMinute) {
            epochMinute = at;
            minute = MinuteOfDay.ofEpochMinute(at);
            day = dayAt(tick.receivedAt());
        }
        day.published(tick, instrument, minute);
    }

    /** It will be out, if late: what the day has of the instrument includes it. */
    @Override
    public void kept(Tick tick, Instrument instrument, byte[] payload) {
        published(tick, instrument, payload);
    }

    @Override
    public void accept(FeedEvent event) {
        dayAt(WallClock.epochNanos()).events().add(event);
    }

    @Override
    public Published last(Instrument instrument) {
        return current.last(instrument);
    }

    @Override
    public Set<String> expected() {
        Set<String> all = new HashSet<>();
        sources.all().forEach(source -> all.addAll(source.wanted()));
        return all;
    }

    /** Notes the result of a reconciliation; the day's last one counts. */
    public void reconciled(ReconcileResult result) {
        current.reconciled(result);
    }

    /** The day under way, up to now. */
    public DayFigures figures() {
        look();
        return current.figures();
    }

    /** The trading day under way. */
    public LocalDate tradingDay() {
        return dayAt(WallClock.epochNanos()).tradingDay();
    }

    /** Looks at the coverage and saves; what cannot be saved is said, and tried again the next time. */
    public synchronized void save() {
        try {
            look();
            if (left != null) {
                files.write(left.figures());
                left = null;
            }
            files.write(current.figures());
        } catch (IOException | RuntimeException e) { // thrown on, it would end what saves every minute
            LOG.warn(
                    "the record of {} cannot be saved: {}; make room or give ops.run-dir",
                    current.tradingDay(),
                    e.toString());
        }
    }

    private void look() {
        long now = WallClock.epochNanos();
        Coverage coverage =
                Coverage.of(sources.all().stream().map(MarketDataSource::status).toList());
        dayAt(now).coverage(MinuteOfDay.of(now), coverage);
    }

    /** The day of a moment. One that is over is not gone back to. */
    private DayRecord dayAt(long epochNanos) {
        DayRecord now = current;
        LocalDate tradingDay = tradingDayAt(epochNanos, now.tradingDay());
        return tradingDay.isAfter(now.tradingDay()) ? next(tradingDay) : now;
    }

    /** A calendar that does not know the day is not to cost what is counted. */
    private LocalDate tradingDayAt(long epochNanos, LocalDate otherwise) {
        try {
            return tradingDayAt.apply(MarketTime.local(epochNanos));
        } catch (RuntimeException e) {
            if (!calendarFailed) {
                calendarFailed = true;
                LOG.warn("the calendar knows no trading day now, {} goes on: {}", otherwise, e.toString());
            }
            return otherwise;
        }
    }

    private synchronized DayRecord next(LocalDate tradingDay) {
        if (tradingDay.isAfter(current.tradingDay())) {
            left = current;
            current = begin(tradingDay);
        }
        return current;
    }

    private DayRecord begin(LocalDate tradingDay) {
        DayRecord record = new DayRecord(tradingDay, standIn, instruments);
        try {
            files.read(tradingDay).ifPresent(record::restore);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the record of {} cannot be read and begins anew: {}", tradingDay, e.toString());
            record = new DayRecord(tradingDay, standIn, instruments);
            setAside(tradingDay);
        }
        return record;
    }

    private void setAside(LocalDate tradingDay) {
        try {
            LOG.warn("what was there is kept as {}", files.setAside(tradingDay));
        } catch (IOException e) {
            LOG.warn("what was there will be overwritten: {}", e.toString());
        }
    }
}
