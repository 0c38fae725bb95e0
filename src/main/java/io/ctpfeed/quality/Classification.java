package io.ctpfeed.quality;

import static io.ctpfeed.tick.TickLayout.*;

import io.ctpfeed.session.ExchangeTime;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step of the way of every tick: writes its class, the exchange's instant and the trading day into its slot. The
 * exchange's own status of the product decides while the line's trader session is up, the calendar otherwise. Drops
 * nothing, throws for no tick.
 *
 * <p>One thread at a time. A tick costs some tens of nanoseconds and no allocation; a tick that has a class is left as
 * it is, so that what is offered again is not judged again.
 */
public final class Classification {
    /** What is older when it comes is not live. */
    static final long AGE_NANOS = 300_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Classification.class);
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final String UNKNOWN = Instrument.UNKNOWN_EXCHANGE;

    private final Instruments instruments;
    private final TradingSessions sessions;
    private final Lines lines;
    private final TickPace pace;
    private final ClassCounters counters = new ClassCounters();
    private final UpdateTimes times = new UpdateTimes();
    private final Map<String, ProductTrack> products = new HashMap<>();
    private final Tick view = new Tick();

    private LineTrack[] tracks = {};
    private ProductTrack[] productOf = {};
    private Contract[] contractOf = {};
    private TradingSessions.Day day;
    private long daySecond = Long.MIN_VALUE;

    public Classification(Instruments instruments, Schedule schedule, Lines lines, TickPace pace) {
        this.instruments = instruments;
        this.sessions = new TradingSessions(schedule);
        this.lines = lines;
        this.pace = pace;
    }

    /** Classifies each tick that has no class yet. */
    public synchronized void classify(TickBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            classifyOne(view.wrap(batch, i));
        }
    }

    /** For routes that want each tick by itself. */
    public synchronized void classify(Tick tick) {
        classifyOne(tick);
    }

    /** What went by so far. */
    public ClassCounters counted() {
        return counters;
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
        Instrument instrument = instrumentOf(tick);
        int index = instrument.index();
        ProductTrack product = productOf(instrument);
        int lineIndex = tick.line();
        Lines.Line line = lines.line(lineIndex);
        LineTrack track = track(lineIndex);
        track.ensure(index);

        long identity = tick.identity();
        boolean again = track.isLast(index, identity);
        boolean first = track.isFirst(index, line.logins());
        boolean repeated = again || first && isLastOfAny(index, identity);
        track.saw(index, identity);
        SessionWindows windows = product.windows(today);
        StatusWord word = product.word(lineIndex, line);
        long stamped = stamped(slot, base, received);
        TickClass phase = stamped == 0 ? null : phase(slot, base, product, windows, word, stamped, received);
        TickClass found = first
                ? ofFirst(phase, repeated, windows, stamped, received)
                : ofOther(phase, repeated, word, received - stamped);
        if (found != TickClass.STALE && found != TickClass.SNAPSHOT && !product.isDerived()) {
            int volume = slot.getInt(base + VOLUME);
            if (track.fell(index, today.number(), volume)) {
                found = TickClass.STALE;
            } else {
                track.sawVolume(index, today.number(), volume);
                paced(found, index, product, windows, stamped, received);
            }
        }
        boolean reliable = found != TickClass.STALE && (found != TickClass.SNAPSHOT || phase != null);
        tick.classified(found, reliable ? stamped : 0, reliable ? today.number() : 0);
        return found;
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
        long second = Math.floorDiv(received, SECOND_NANOS);
        if (second != daySecond) {
            day = sessions.at(received);
            daySecond = second;
        }
        return day;
    }

    private Instrument instrumentOf(Tick tick) {
        int index = tick.instrumentIndex();
        if (index >= 0) {
            return instruments.get(index);
        }
        Instrument instrument = instruments.of(tick.buffer(), tick.offset() + INSTRUMENT_ID);
        tick.instrumentIndex(instrument.index());
        return instrument;
    }

    private ProductTrack productOf(Instrument instrument) {
        int index = instrument.index();
        if (index >= productOf.length) {
            int length = Math.max(index + 1, Math.max(1024, productOf.length * 2));
            productOf = Arrays.copyOf(productOf, length);
            contractOf = Arrays.copyOf(contractOf, length);
        }
        Contract contract = instrument.contract();
        if (contract == null) {
            counters.onUnknownExchange();
        }
        if (productOf[index] == null || contractOf[index] != contract) {
            contractOf[index] = contract;
            String exchange = instrument.exchangeId();
            String key = contract == null ? UNKNOWN : exchange + '.' + contract.productId();
            productOf[index] =
                    products.computeIfAbsent(key, name -> new ProductTrack(exchange, contract, pace.product(name)));
        }
        return productOf[index];
    }

    private LineTrack track(int line) {
        if (line >= tracks.length) {
            int known = tracks.length;
            tracks = Arrays.copyOf(tracks, line + 1);
            for (int i = known; i < tracks.length; i++) {
                tracks[i] = new LineTrack();
            }
        }
        return tracks[line];
    }

    private boolean isLastOfAny(int index, long identity) {
        for (LineTrack each : tracks) {
            if (each.isLast(index, identity)) {
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
