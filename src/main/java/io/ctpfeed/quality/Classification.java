package io.ctpfeed.quality;

import static io.ctpfeed.tick.TickLayout.*;

import io.ctpfeed.session.ExchangeTime;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickClass;
import io.ctpfeed.tick.TickFlaw;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step of the way of every tick: writes its class, the exchange's instant and the trading day into its slot. The
 * exchange's own status of the product decides while the line's trader session is up, the calendar otherwise. And says
 * what is wrong with it, which the {@link TickPolicy} treats. Throws for no tick.
 *
 * <p>One thread at a time. A tick costs some hundred nanoseconds with 25,000 instruments, most of it waiting for memory, and
 * no allocation; a tick that has a class is left as it is, so that what is offered again is not judged again.
 */
public final class Classification {
    /** What is older when it comes is not live. */
    static final long AGE_NANOS = 300_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Classification.class);
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long DAY_NANOS = 86_400 * SECOND_NANOS;
    /** Ticks of which what is kept is fetched together. */
    private static final int AHEAD = 32;

    private final Instruments instruments;
    private final TradingSessions sessions;
    private final Lines lines;
    private final TickPace pace;
    private final ClassCounters counters = new ClassCounters();
    private final UpdateTimes times = new UpdateTimes();
    private final Products products;
    private final Tick view = new Tick();

    private final PerLine<LineTrack> tracks = new PerLine<>(LineTrack::new);
    private volatile TickPolicy policy = TickPolicy.TAG_ALL;
    private final PerLine<FlawCounters> flawed = new PerLine<>(FlawCounters::new);
    private long fetched;
    private TradingSessions.Day day;
    private long dayFrom = Long.MAX_VALUE;

    public Classification(Instruments instruments, Schedule schedule, Lines lines, TickPace pace) {
        this.instruments = instruments;
        this.sessions = new TradingSessions(schedule);
        this.lines = lines;
        this.pace = pace;
        this.products = new Products(instruments, pace);
    }

    /** Classifies each tick that has no class yet. */
    public synchronized void classify(TickBatch batch) {
        products.follow();
        for (int from = 0; from < batch.size(); from += AHEAD) {
            int to = Math.min(batch.size(), from + AHEAD);
            fetch(batch, from, to);
            for (int i = from; i < to; i++) {
                classifyOne(view.wrap(batch, i));
            }
        }
    }

    /** For routes that want each tick by itself. */
    public synchronized void classify(Tick tick) {
        products.follow();
        classifyOne(tick);
    }

    /** From the next tick on. */
    public void treatBy(TickPolicy next) {
        policy = next;
    }

    /** Ticks of that line that had flaws. */
    public FlawCounters flawed(int line) {
        return flawed.of(line);
    }

    /** What went by so far. */
    public ClassCounters counted() {
        return counters;
    }

    /** What is kept of these ticks' instruments comes into the processor's cache. A batch is of one line. */
    private void fetch(TickBatch batch, int from, int to) {
        int line = view.wrap(batch, from).line();
        fetched = products.touch(batch, from, to)
                + pace.touch(batch, from, to)
                + tracks.of(line).touch(batch, from, to);
    }

    private void classifyOne(Tick tick) {
        if (tick.tickClass() != null) {
            return;
        }
        try {
            counters.on(judge(tick));
        } catch (RuntimeException e) { // a fault of ours must not hold up the others
            tick.classified(TickClass.STALE, 0, 0);
            counters.on(TickClass.STALE);
            counters.onFailed();
            if (counters.failed() == 1) {
                LOG.warn("tick {} cannot be classified and goes on as stale; further ones are only counted", tick, e);
            }
        }
    }

    private TickClass judge(Tick tick) {
        DirectBuffer slot = tick.buffer();
        int base = tick.offset();
        long received = tick.receivedAt();
        TradingSessions.Day today = dayAt(received);
        int index = indexOf(tick);
        ProductTrack product = products.of(index);
        if (product.isUnknown()) {
            counters.onUnknownExchange();
        }
        int lineIndex = tick.line();
        Lines.Line line = lines.line(lineIndex);
        LineTrack track = tracks.of(lineIndex);
        boolean first = false;
        boolean repeated = false;
        int seen = -1;
        if (index >= 0) {
            seen = track.at(index);
            long identity = tick.identity();
            long content = tick.content();
            first = track.isFirst(seen, line.logins());
            repeated = track.isLast(seen, content) || first && isLastOfAny(index, identity);
            track.saw(seen, identity, content);
        }
        SessionWindows windows = product.windows(today);
        StatusWord word = product.word(lineIndex, line);
        long stamped = stamped(slot, base, received);
        if (first && stamped - received > AGE_NANOS) {
            stamped -= DAY_NANOS; // the state that a front pushes is of the past, however near the time to come is
        }
        int flaws = repeated && !first ? TickFlaw.REPEATED.bit() : 0;
        if (index >= 0 && !first && track.isBefore(seen, stamped)) {
            flaws |= TickFlaw.OUT_OF_ORDER.bit();
        }
        TickClass phase = stamped == 0 ? null : phase(slot, base, product, windows, word, stamped, received);
        TickClass found = first
                ? ofFirst(phase, repeated, windows, stamped, received)
                : ofOther(phase, repeated, word, received - stamped);
        if (found == TickClass.STALE) {
            flaws |= reason(phase, stamped).bit();
        }
        boolean sound = Plausibility.holds(slot, base, !product.isDerived());
        if (index >= 0 && found != TickClass.STALE) {
            track.sawStamp(seen, stamped);
        }
        if (index >= 0 && found != TickClass.STALE && found != TickClass.SNAPSHOT && !product.isDerived()) {
            int volume = slot.getInt(base + VOLUME);
            if (track.fell(seen, today.number(), volume)) {
                found = TickClass.STALE;
                sound = false;
            } else {
                boolean less = track.turnoverFell(seen, today.number(), slot.getDouble(base + TURNOVER));
                sound &= !less || product.isTurnoverRounded();
                track.sawVolume(seen, today.number(), volume);
                paced(found, index, product, windows, stamped, received);
            }
        }
        // A push of yesterday's close lies nearest to today's, which is yet to come: all of today would seem older than
        // that.
        boolean reliable = found != TickClass.STALE
                && (found != TickClass.SNAPSHOT || phase != null && stamped - received <= AGE_NANOS);
        tick.classified(found, reliable ? stamped : 0, reliable ? today.number() : 0);
        treat(tick, lineIndex, sound ? flaws : flaws | TickFlaw.IMPLAUSIBLE.bit());
        return found;
    }

    private void treat(Tick tick, int line, int flaws) {
        if (flaws == 0) {
            return;
        }
        TickPolicy now = policy;
        flawed(line).on(flaws, now.drops());
        if ((flaws & now.drops()) != 0) {
            tick.markTaken();
        } else {
            tick.flaws(flaws & now.tags());
        }
    }

    private static TickFlaw reason(TickClass phase, long stamped) {
        return stamped == 0 ? TickFlaw.IMPLAUSIBLE : phase == null ? TickFlaw.OUT_OF_SESSION : TickFlaw.STALE;
    }

    /** A front pushes the last state it knows after each subscribing, be it hours old. */
    private static TickClass ofFirst(
            TickClass phase, boolean repeated, SessionWindows windows, long stamped, long received) {
        if (stamped == 0) {
            return TickClass.STALE;
        }
        boolean now = Math.abs(received - stamped) <= AGE_NANOS && inOneSession(windows, stamped, received);
        return phase == null || repeated || !now ? TickClass.SNAPSHOT : phase;
    }

    private static boolean inOneSession(SessionWindows windows, long stamped, long received) {
        return windows.session(stamped) == windows.session(received);
    }

    private static TickClass ofOther(TickClass phase, boolean repeated, StatusWord word, long age) {
        boolean ahead = age < -AGE_NANOS && (word == null || !word.isContinuous());
        boolean old = age > AGE_NANOS && phase != TickClass.CLOSING;
        if (phase == null || ahead || old) {
            return TickClass.STALE;
        }
        return repeated ? TickClass.SNAPSHOT : phase; // fronts send only what changed, but for pushes on subscribing
    }

    /** What a tick stamped then is by status or calendar; null: of no session. */
    private static TickClass phase(
            DirectBuffer slot,
            int base,
            ProductTrack product,
            SessionWindows windows,
            StatusWord word,
            long stamped,
            long received) {
        boolean quiet = word == null || word.isQuiet();
        if (quiet && windows.isAfterClose(stamped, received)) {
            boolean closing = product.isClosing(isSet(slot, base + CLOSE_PRICE), isSet(slot, base + SETTLEMENT_PRICE));
            if (closing) {
                return TickClass.CLOSING;
            }
        }
        return word == null ? windows.phase(stamped) : word.phase(stamped, windows);
    }

    private void paced(
            TickClass found, int index, ProductTrack product, SessionWindows windows, long stamped, long received) {
        int window = found == TickClass.LIVE ? windows.at(stamped) : -1;
        if (window >= 0) {
            pace.ticked(index, product.pace(), windows.part(window), windows.open(window), stamped, received);
        }
    }

    private long stamped(DirectBuffer slot, int base, long received) {
        int second = times.second(slot.getLong(base + UPDATE_TIME));
        int millis = slot.getInt(base + UPDATE_MILLISEC);
        return second < 0 || millis < 0 || millis >= 1000 ? 0 : ExchangeTime.resolve(received, second, millis);
    }

    private TradingSessions.Day dayAt(long received) {
        if (received < dayFrom || received >= dayFrom + SECOND_NANOS) {
            day = sessions.at(received);
            dayFrom = received - Math.floorMod(received, SECOND_NANOS);
        }
        return day;
    }

    private int indexOf(Tick tick) {
        int index = tick.instrumentIndex();
        if (index < 0) {
            index = instruments.of(tick).index();
        }
        if (index < 0) {
            counters.onWithoutIndex();
        }
        return index;
    }

    private boolean isLastOfAny(int index, long identity) {
        for (int line = 0; line < tracks.size(); line++) {
            if (tracks.of(line).isLastOf(index, identity)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSet(DirectBuffer slot, int field) {
        double price = slot.getDouble(field);
        return Tick.isPresent(price) && price != 0;
    }
}
