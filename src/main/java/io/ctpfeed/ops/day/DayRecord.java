package io.ctpfeed.ops.day;

import io.ctpfeed.ops.day.DayFigures.InstrumentDay;
import io.ctpfeed.ops.day.DayFigures.Minute;
import io.ctpfeed.quality.reconcile.Published;
import io.ctpfeed.quality.reconcile.ReconcileResult;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickClass;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What was published on one trading day, counted as it goes: by exchange and minute, by class, by instrument. The
 * publishing thread alone writes ticks, and allocates nothing for one; any thread may read or add an event.
 */
final class DayRecord {
    private static final TickClass[] CLASSES = TickClass.values();

    private final LocalDate tradingDay;
    private final boolean standIn;
    private final Instruments instruments;
    private final AtomicLongArray ticks = new AtomicLongArray(Exchanges.ALL.size() * MinuteOfDay.COUNT);
    private final AtomicLongArray byClass = new AtomicLongArray(CLASSES.length);
    private final AtomicReferenceArray<Coverage> coverage = new AtomicReferenceArray<>(MinuteOfDay.COUNT);
    private final LastTicks last = new LastTicks();
    private final DayEvents events = new DayEvents();
    private volatile ReconcileResult reconciliation;
    private boolean invented;
    private int starts = 1;

    DayRecord(LocalDate tradingDay, boolean standIn, Instruments instruments) {
        this.tradingDay = tradingDay;
        this.standIn = standIn;
        this.instruments = instruments;
    }

    LocalDate tradingDay() {
        return tradingDay;
    }

    DayEvents events() {
        return events;
    }

    /** The publishing thread. @param minute see {@link MinuteOfDay} */
    void published(Tick tick, Instrument instrument, int minute) {
        int slot = Exchanges.index(instrument.exchangeId()) * MinuteOfDay.COUNT + minute;
        ticks.setRelease(slot, ticks.getPlain(slot) + 1);
        TickClass marked = tick.tickClass();
        if (marked != null) {
            byClass.setRelease(marked.ordinal(), byClass.getPlain(marked.ordinal()) + 1);
        }
        last.add(tick, instrument);
    }

    void coverage(int minute, Coverage now) {
        coverage.set(minute, now);
    }

    void reconciled(ReconcileResult result) {
        reconciliation = result;
    }

    /** Null where nothing was published. */
    Published last(Instrument instrument) {
        return last.get(instrument.index());
    }

    /** Before the first tick: goes on from what was saved, one start more. */
    void restore(DayFigures saved) {
        for (Minute minute : saved.minutes()) {
            int at = MinuteOfDay.parse(minute.at());
            minute.ticks()
                    .forEach((exchange, count) ->
                            ticks.addAndGet(Exchanges.index(exchange) * MinuteOfDay.COUNT + at, count));
            coverage.set(at, minute.coverage());
        }
        for (int i = 0; i < CLASSES.length; i++) {
            byClass.addAndGet(i, saved.classes().getOrDefault(CLASSES[i].token(), 0L));
        }
        last.restore(saved.instruments(), instruments);
        events.restore(saved);
        reconciliation = saved.reconciliation();
        invented = saved.standIn();
        starts = saved.starts() + 1;
    }

    /** What was counted up to now; ticks that come meanwhile may be in one part and not in another. */
    DayFigures figures() {
        return new DayFigures(
                tradingDay.toString(),
                standIn || invented,
                starts,
                MarketTime.now().toString(),
                minutes(),
                classCounts(),
                instrumentDays(),
                events.counts(),
                events.gapTicks(),
                events.kept(),
                reconciliation);
    }

    private List<Minute> minutes() {
        List<Minute> minutes = new ArrayList<>();
        for (int minute = 0; minute < MinuteOfDay.COUNT; minute++) {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (int i = 0; i < Exchanges.ALL.size(); i++) {
                long count = ticks.get(i * MinuteOfDay.COUNT + minute);
                if (count > 0) {
                    counts.put(Exchanges.ALL.get(i), count);
                }
            }
            if (!counts.isEmpty() || coverage.get(minute) != null) {
                minutes.add(new Minute(MinuteOfDay.text(minute), counts, coverage.get(minute)));
            }
        }
        return minutes;
    }

    private Map<String, Long> classCounts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < byClass.length(); i++) {
            counts.put(CLASSES[i].token(), byClass.get(i));
        }
        return counts;
    }

    private List<InstrumentDay> instrumentDays() {
        List<InstrumentDay> days = new ArrayList<>();
        for (int i = 0; i < Math.min(last.size(), instruments.size()); i++) {
            Published published = last.get(i);
            if (published != null) {
                Instrument instrument = instruments.get(i);
                days.add(new InstrumentDay(
                        instrument.id(),
                        instrument.exchangeId(),
                        published.ticks(),
                        published.at(),
                        published.volume(),
                        value(published.openInterest()),
                        value(published.lastPrice())));
            }
        }
        return days;
    }

    private static Double value(double number) {
        return Tick.isPresent(number) ? number : null;
    }
}
