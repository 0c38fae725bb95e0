package io.ctpfeed.standin.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickLayout;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MarketTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 6);
    private static final Universe UNIVERSE = Universe.of(1_200, DAY);
    private final Market market = new Market(7, UNIVERSE, Activity.ALL);

    @Test
    void theSameSeedGivesTheSameTicksInAnyOrder() {
        Market again = new Market(7, Universe.of(1_200, DAY), Activity.ALL);
        long late = at("14:00:00");
        byte[] later = bytes(market, 17, late + 100);
        byte[] earlier = bytes(market, 17, late);
        assertArrayEquals(earlier, bytes(again, 17, late));
        assertArrayEquals(later, bytes(again, 17, late + 100));
    }

    @Test
    void theTicksOfAnInstrumentDoNotDependOnTheSizeOfTheMarket() {
        Market small = new Market(7, Universe.of(30, DAY), Activity.ALL);
        assertArrayEquals(bytes(market, 20, at("10:00:00")), bytes(small, 20, at("10:00:00")));
    }

    @Test
    void anotherSeedGivesOtherTicks() {
        Market other = new Market(8, UNIVERSE, Activity.ALL);
        assertFalse(Arrays.equals(bytes(market, 3, at("10:00:00")), bytes(other, 3, at("10:00:00"))));
    }

    @Test
    void everyFrameOfEveryInstrumentCanBeToldFromTheOthers() {
        for (int i = 0; i < UNIVERSE.size(); i += 7) {
            Set<String> seen = new HashSet<>();
            long frame = at("21:00:00");
            for (int n = 0; n < 400; n++, frame = Timetable.next(frame)) {
                assertTrue(
                        seen.add(identity(tick(i, frame))), UNIVERSE.contract(i).instrumentId() + " frame " + n);
            }
        }
    }

    @Test
    void volumeAndTurnoverNeverFallWithinATradingDayButCzceTurnoverMay() {
        int falls = 0;
        for (int i = 0; i < UNIVERSE.size(); i += 11) {
            boolean czce = UNIVERSE.contract(i).exchangeId().equals("CZCE");
            int volume = 0;
            double turnover = 0;
            for (long frame = at("20:59:00"); Frames.ordinal(frame) < Frames.LAST; frame += 37) {
                Tick tick = tick(i, frame);
                assertTrue(tick.volume() >= volume, tick::toString);
                assertTrue(czce || tick.turnover() >= turnover, tick::toString);
                falls += tick.turnover() < turnover ? 1 : 0;
                volume = tick.volume();
                turnover = tick.turnover();
            }
            assertTrue(tick(i, Frames.of(DAY, Frames.LAST)).volume() >= volume);
        }
        assertTrue(falls > 0);
    }

    @Test
    void pricesArePlausible() {
        for (int i = 0; i < UNIVERSE.size(); i++) {
            Tick tick = tick(i, at("14:30:00"));
            if (Tick.isPresent(tick.lastPrice())) {
                assertTrue(tick.lowestPrice() <= tick.lastPrice(), tick::toString);
                assertTrue(tick.highestPrice() >= tick.lastPrice(), tick::toString);
                assertTrue(tick.lowestPrice() <= tick.openPrice() && tick.openPrice() <= tick.highestPrice());
                assertTrue(tick.lastPrice() <= tick.upperLimitPrice() && tick.lastPrice() >= tick.lowerLimitPrice());
                assertTrue(tick.lastPrice() > 0 && tick.openInterest() >= 0, tick::toString);
            }
            if (Tick.isPresent(tick.bidPrice(1)) && Tick.isPresent(tick.askPrice(1))) {
                assertTrue(tick.bidPrice(1) < tick.askPrice(1), tick::toString);
            }
        }
    }

    @Test
    void onlyShfeAndIneShowFiveLevels() {
        assertTrue(Tick.isPresent(tick("rb2605", at("10:00:00")).bidPrice(5)));
        assertTrue(Tick.isPresent(tick("sc2602", at("10:00:00")).askPrice(5)));
        for (String code : new String[] {"m2605", "CF605", "IF2602", "si2602"}) {
            assertFalse(Tick.isPresent(tick(code, at("10:00:00")).bidPrice(2)), code);
        }
    }

    @Test
    void datesAtNightDifferBetweenExchanges() {
        long night = at("22:00:00");
        assertEquals("20260106 20260105", dates(tick("rb2605", night)));
        assertEquals("20260106 20260105", dates(tick("sc2602", night)));
        assertEquals("20260105 20260105", dates(tick("CF605", night)));
        assertEquals("20260105 ", dates(tick("SPD CF601&CF603", night)));
        Set<String> dce = new HashSet<>();
        for (int i = 0; i < UNIVERSE.size(); i++) {
            if (UNIVERSE.contract(i).exchangeId().equals("DCE")) {
                dce.add(dates(tick(i, night)));
            }
        }
        assertEquals(Set.of("20260106 20260106", "20260106 ", "20260106 20260105"), dce);
        assertEquals("20260106 20260106", dates(tick("CF605", at("10:00:00"))));
    }

    @Test
    void afterMidnightTheCalendarDayIsTheNext() {
        long night = Timetable.frameFrom(LocalDate.of(2026, 1, 12), LocalTime.of(1, 30));
        assertEquals("20260112 20260110", dates(tick("au2602", night))); // Friday's night is Monday's, on a Saturday
        assertEquals("01:30:00", tick("au2602", night).updateTime());
    }

    @Test
    void millisecondsAreEachExchangesOwn() {
        Set<Integer> dce = new HashSet<>();
        for (long frame = at("10:00:00"); frame < at("10:00:10"); frame++) {
            assertEquals(0, tick("CF605", frame).updateMillisec());
            assertEquals(0, tick("rb2605", frame).updateMillisec() % 500);
            dce.add(tick("m2605", frame).updateMillisec());
        }
        assertTrue(dce.size() > 10);
    }

    @Test
    void averagePriceIsTrueOnCzceAndTimesTheMultiplierElsewhere() {
        Tick czce = tick("CF605", at("10:00:00"));
        assertEquals(1, czce.averagePrice() / czce.lastPrice(), 0.1);
        Tick shfe = tick("rb2605", at("10:00:00"));
        assertEquals(10, shfe.averagePrice() / shfe.lastPrice(), 1);
    }

    @Test
    void combinationsHaveNoLastPriceAndNoVolume() {
        Tick tick = tick("SP c2601&c2603", at("10:00:00"));
        assertFalse(Tick.isPresent(tick.lastPrice()));
        assertEquals(0, tick.volume());
        assertTrue(Tick.isPresent(tick.bidPrice(1)));
    }

    @Test
    void exchangeIdIsEmpty() {
        assertEquals("", tick("rb2605", at("10:00:00")).exchangeId());
    }

    @Test
    void theAuctionTicksOneMinuteBeforeTheOpen() {
        assertTrue(ticks("rb2605", at("20:59:00")));
        assertTrue(ticks("rb2605", at("08:59:00")));
        assertFalse(ticks("lh2605", at("20:59:00")));
        assertTrue(ticks("lh2605", at("08:59:00")));
        assertTrue(ticks("IF2602", at("09:29:00")));
        assertFalse(ticks("IF2602", at("09:29:00") + 1));
        assertFalse(ticks("SP c2601&c2603", at("08:59:00")));
    }

    @Test
    void everyInstrumentOfASessionTicksInItsFirstFrame() {
        Market realistic = new Market(7, Universe.of(25_000, DAY), Activity.REALISTIC);
        long open = at("09:00:00");
        int first = 0;
        int second = 0;
        for (int i = 0; i < realistic.size(); i++) {
            first += realistic.ticks(i, realistic.frame(open)) ? 1 : 0;
            second += realistic.ticks(i, realistic.frame(open + 1)) ? 1 : 0;
        }
        assertTrue(first > 20_000, "first: " + first);
        assertTrue(second > 100 && second < 2_500, "second: " + second);
    }

    @Test
    void sessionsEndWithTheirProduct() {
        assertTrue(ticks("rb2605", at("23:00:00")));
        assertFalse(ticks("rb2605", at("23:00:00") + 1));
        assertTrue(ticks("cu2602", at("01:00:00")));
        assertTrue(ticks("au2602", at("02:30:00")));
        assertFalse(ticks("rb2605", at("10:15:00") + 1));
        assertTrue(ticks("IF2602", at("10:20:00")));
        assertTrue(ticks("T2603", at("15:15:00")));
        assertFalse(ticks("IF2602", at("15:15:00")));
    }

    @Test
    void afterTheCloseThereIsAPushWithSettlementPrices() {
        Tick tick = tick("rb2605", Frames.of(DAY, Frames.LAST));
        assertTrue(Tick.isPresent(tick.settlementPrice()) && Tick.isPresent(tick.closePrice()));
        long next = Timetable.first(Timetable.nextTradingDay(DAY));
        double settled = tick.settlementPrice();
        assertEquals(settled, tick("rb2605", next).preSettlementPrice());
        assertTrue(Tick.isPresent(tick("CF605", at("10:00:00")).settlementPrice()));
        assertFalse(Tick.isPresent(tick("rb2605", at("10:00:00")).settlementPrice()));
    }

    @Test
    void theLastTickBeforeTheOpenIsOfTheTradingDayBefore() {
        int lh = UNIVERSE.indexOf("lh2605");
        long before = market.lastTickBefore(lh, at("21:30:00"));
        assertEquals(Frames.of(LocalDate.of(2026, 1, 5), Frames.LAST), before);
        assertEquals(at("10:00:00"), market.lastTickBefore(lh, at("10:00:00") + 1));
    }

    private boolean ticks(String code, long frame) {
        return market.ticks(UNIVERSE.indexOf(code), market.frame(frame));
    }

    private Tick tick(String code, long frame) {
        assertTrue(UNIVERSE.indexOf(code) >= 0, code);
        return tick(UNIVERSE.indexOf(code), frame);
    }

    private Tick tick(int index, long frame) {
        return new TickBatch(1).append(new UnsafeBuffer(bytes(market, index, frame)), 0, 0, 0);
    }

    private static byte[] bytes(Market market, int index, long frame) {
        byte[] bytes = new byte[TickLayout.STRUCT_LENGTH];
        market.write(index, market.frame(frame), new UnsafeBuffer(bytes), 0);
        return bytes;
    }

    private static String dates(Tick tick) {
        return tick.tradingDay() + " " + tick.actionDay();
    }

    private static String identity(Tick t) {
        return t.updateTime() + t.updateMillisec() + " " + t.volume() + " " + t.openInterest() + " " + t.lastPrice()
                + " " + t.bidPrice(1) + " " + t.bidVolume(1) + " " + t.askPrice(1) + " " + t.askVolume(1);
    }

    private static long at(String time) {
        return Timetable.frameFrom(DAY, LocalTime.parse(time));
    }
}
