package io.ctpfeed.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickFlaw;
import io.ctpfeed.tick.TickLayout;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wrong with a tick, and what becomes of it. */
class TickFlawTest {
    private final Feed feed = new Feed();

    @BeforeEach
    void begin() {
        feed.at("2026-01-06T09:30:00");
        assertFlaws(feed.tick("rb2605"));
        assertFlaws(feed.tick("CF605"));
        feed.at("2026-01-06T09:30:10");
        assertFlaws(feed.tick("rb2605"));
    }

    @Test
    void theSameOnceMore() {
        var again = new org.agrona.concurrent.UnsafeBuffer(new byte[TickLayout.STRUCT_LENGTH]);
        Tick first = feed.tick("rb2605");
        again.putBytes(0, first.buffer(), first.offset(), TickLayout.STRUCT_LENGTH);
        assertFlaws(feed.given(again, 0), TickFlaw.REPEATED);
    }

    @Test
    void stampedBeforeTheLastOne() {
        assertFlaws(feed.tick("rb2605", "09:30:09"), TickFlaw.OUT_OF_ORDER);
        assertFlaws(feed.tick("rb2605", "09:30:10"));
    }

    @Test
    void old() {
        assertTrue((feed.tick("rb2605", "09:20:00").flaws() & TickFlaw.STALE.bit()) != 0);
        assertFlaws(feed.tick("rb2605"));
    }

    @Test
    void outOfSession() {
        feed.at("2026-01-06T12:10:00");
        assertFlaws(feed.tick("rb2605"), TickFlaw.OUT_OF_SESSION);
    }

    @Test
    void implausible() {
        assertFlaws(feed.tick("rb2605", "no time!"), TickFlaw.IMPLAUSIBLE);
        assertFlaws(with(TickLayout.LAST_PRICE, Double.NaN), TickFlaw.IMPLAUSIBLE);
        assertFlaws(with(TickLayout.OPEN_INTEREST, Double.POSITIVE_INFINITY), TickFlaw.IMPLAUSIBLE);
        assertFlaws(with(TickLayout.TURNOVER, -1), TickFlaw.IMPLAUSIBLE);
        assertFlaws(with(TickLayout.LAST_PRICE, 1e300), TickFlaw.IMPLAUSIBLE);
        assertFlaws(with(TickLayout.LEVELS + TickLayout.LEVEL_BID_PRICE, 0.5), TickFlaw.IMPLAUSIBLE);
        assertFlaws(with(TickLayout.LEVELS + TickLayout.LEVEL_BID_PRICE, Double.MAX_VALUE));
        assertFlaws(with(TickLayout.LEVELS + TickLayout.LEVEL_BID_PRICE, 0));
        assertFlaws(
                feed.tick("rb2605", "09:30:10", struct -> struct.putInt(TickLayout.VOLUME, -5)), TickFlaw.IMPLAUSIBLE);
    }

    @Test
    void turnoverMayFallOnCzceAlone() {
        assertFlaws(with("rb2605", TickLayout.TURNOVER, 1e9));
        assertFlaws(with("rb2605", TickLayout.TURNOVER, 9e8), TickFlaw.IMPLAUSIBLE);
        assertFlaws(with("CF605", TickLayout.TURNOVER, 1e9));
        assertFlaws(with("CF605", TickLayout.TURNOVER, 9e8));
    }

    @Test
    void aVolumeThatFell() {
        assertFlaws(
                feed.tick("rb2605", "09:30:10", struct -> struct.putInt(TickLayout.VOLUME, 0)), TickFlaw.IMPLAUSIBLE);
    }

    @Test
    void eachIsTreatedAsConfigured() {
        feed.classification.treatBy(
                TickPolicy.of(Map.of(TickFlaw.OUT_OF_ORDER, Treatment.PASS, TickFlaw.IMPLAUSIBLE, Treatment.DROP)));
        Tick passed = feed.tick("rb2605", "09:30:09");
        assertFlaws(passed);
        assertFalse(passed.isTaken());
        Tick dropped = with(TickLayout.LAST_PRICE, Double.NaN);
        assertTrue(dropped.isTaken());
        FlawCounters counted = feed.classification.flawed(0);
        assertEquals(1, counted.count(TickFlaw.OUT_OF_ORDER));
        assertEquals(0, counted.dropped(TickFlaw.OUT_OF_ORDER));
        assertEquals(1, counted.count(TickFlaw.IMPLAUSIBLE));
        assertEquals(1, counted.dropped(TickFlaw.IMPLAUSIBLE));
        assertEquals(0, feed.classification.flawed(1).count(TickFlaw.IMPLAUSIBLE));
    }

    private Tick with(int field, double value) {
        return with("rb2605", field, value);
    }

    private Tick with(String id, int field, double value) {
        return feed.tick(id, "09:30:10", struct -> {
            struct.putDouble(TickLayout.UPPER_LIMIT_PRICE, 1e6);
            struct.putDouble(TickLayout.LOWER_LIMIT_PRICE, 1);
            struct.putDouble(field, value);
        });
    }

    private static void assertFlaws(Tick tick, TickFlaw... flaws) {
        int bits = 0;
        for (TickFlaw flaw : flaws) {
            bits |= flaw.bit();
        }
        assertEquals(bits, tick.flaws(), tick::toString);
    }
}
