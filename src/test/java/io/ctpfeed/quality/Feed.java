package io.ctpfeed.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.session.MarketTime;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickClass;
import io.ctpfeed.tick.TickLayout;
import io.ctpfeed.tick.TickStructs;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Ticks with a time, given to a classification on {@link ShortCalendar}, with a clock of its own. */
final class Feed {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(2025, 12, 1, 0, 0);

    final Instruments instruments = new Instruments();
    final TickPace pace = new TickPace(instruments, new ShortCalendar());
    private LocalDateTime now = LONG_AGO;
    final Lines lines = new Lines(() -> MarketTime.epochNanos(now));
    final Classification classification = new Classification(instruments, new ShortCalendar(), lines, pace);
    private int volume = 1;

    Feed() {
        learn("rb2605", "SHFE", "rb", '1');
        learn("au2606", "SHFE", "au", '1');
        learn("sc2603", "INE", "sc", '1');
        learn("m2605", "DCE", "m", '1');
        learn("jd2605", "DCE", "jd", '1');
        learn("CF605", "CZCE", "CF", '1');
        learn("IF2601", "CFFEX", "IF", '1');
        learn("si2605", "GFEX", "si", '1');
        learn("SP m2605&m2609", "DCE", "m&m", '3');
    }

    /** From here on, an instrument that no list named gets no index. */
    void fillInstruments() {
        UnsafeBuffer code = new UnsafeBuffer(new byte[TickLayout.INSTRUMENT_ID_LENGTH]);
        for (int i = 0; instruments.size() < Instruments.MOST_BY_TICKS; i++) {
            code.putInt(0, 0x01010101 + i);
            instruments.of(code, 0);
        }
    }

    void learn(String id, String exchange, String product, char productClass) {
        instruments.learn(List.of(new Contract(
                id,
                exchange,
                product,
                productClass,
                "",
                10,
                1,
                2026,
                5,
                "20250101",
                "20260515",
                '1',
                true,
                '0',
                1,
                "")));
    }

    /** Market time: of statuses, and of ticks that say nothing else. */
    Feed at(String moment) {
        now = LocalDateTime.parse(moment);
        return this;
    }

    Feed status(String exchange, String product, char status, String enterTime) {
        lines.status(0, exchange, product, status, enterTime);
        return this;
    }

    /** A tick stamped now. */
    Tick tick(String instrument) {
        return tick(instrument, now.format(TIME), struct -> {});
    }

    /** A tick that comes now, stamped otherwise. */
    Tick tick(String instrument, String stamped) {
        return tick(instrument, stamped, struct -> {});
    }

    interface Change {
        void to(UnsafeBuffer struct);
    }

    Tick tick(String instrument, String stamped, Change change) {
        UnsafeBuffer struct = TickStructs.ordinary(instrument, volume++);
        TickStructs.text(struct, TickLayout.UPDATE_TIME, stamped);
        struct.putInt(TickLayout.UPDATE_MILLISEC, 0);
        change.to(struct);
        return given(struct, 0);
    }

    Tick given(UnsafeBuffer struct, int line) {
        TickBatch batch = new TickBatch(1);
        batch.append(struct, 0, MarketTime.epochNanos(now), line);
        classification.classify(batch);
        return batch.view(0);
    }

    static void closePrices(UnsafeBuffer struct) {
        struct.putDouble(TickLayout.CLOSE_PRICE, 3500);
        struct.putDouble(TickLayout.SETTLEMENT_PRICE, 3501);
    }

    static void is(TickClass expected, Tick tick) {
        assertEquals(expected, tick.tickClass(), tick::toString);
    }

    /** Class, instant and trading day. */
    static void is(TickClass expected, String instant, int tradingDay, Tick tick) {
        is(expected, tick);
        assertEquals(MarketTime.epochNanos(LocalDateTime.parse(instant)), tick.eventTime(), "instant");
        assertEquals(tradingDay, tick.feedTradingDay(), "trading day");
    }
}
