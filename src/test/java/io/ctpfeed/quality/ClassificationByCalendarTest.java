package io.ctpfeed.quality;

import static io.ctpfeed.quality.Feed.is;
import static io.ctpfeed.tick.TickClass.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.quality.arbitration.Arbitration;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickLayout;
import io.ctpfeed.tick.TickStructs;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without a trader session: class, instant and trading day by calendar and sessions. 2026-01-06 is a Tuesday. */
class ClassificationByCalendarTest {
    private final Feed feed = new Feed();

    @ParameterizedTest
    @CsvSource({
        "rb2605, 2026-01-06T09:30:00, 20260106, LIVE",
        "sc2603, 2026-01-06T10:30:00, 20260106, LIVE",
        "m2605, 2026-01-06T11:30:00, 20260106, LIVE",
        "CF605, 2026-01-06T13:30:00, 20260106, LIVE",
        "IF2601, 2026-01-06T13:00:00, 20260106, LIVE",
        "si2605, 2026-01-06T15:00:00, 20260106, LIVE",
        "rb2605, 2026-01-06T08:59:00, 20260106, AUCTION",
        "IF2601, 2026-01-06T09:29:00, 20260106, AUCTION",
        "rb2605, 2026-01-06T20:59:00, 20260107, AUCTION",
        // The night is the next trading day's, on CZCE too, whose ticks say otherwise.
        "rb2605, 2026-01-06T21:00:00, 20260107, LIVE",
        "sc2603, 2026-01-06T23:59:59, 20260107, LIVE",
        "m2605, 2026-01-06T22:10:00, 20260107, LIVE",
        "CF605, 2026-01-06T22:59:59, 20260107, LIVE",
        "au2606, 2026-01-07T00:00:00, 20260107, LIVE",
        "au2606, 2026-01-07T02:30:00, 20260107, LIVE",
        // Friday's night is Monday's, before midnight and after.
        "au2606, 2026-01-09T21:30:00, 20260112, LIVE",
        "au2606, 2026-01-10T01:30:00, 20260112, LIVE",
        // Products without a night, and the eve of a holiday.
        "jd2605, 2026-01-06T21:30:00, 0, STALE",
        "IF2601, 2026-01-06T21:30:00, 0, STALE",
        "si2605, 2026-01-06T22:30:00, 0, STALE",
        "rb2605, 2025-12-31T21:30:00, 0, STALE",
        "rb2605, 2025-12-31T14:30:00, 20251231, LIVE",
        "rb2605, 2026-01-05T09:00:00, 20260105, LIVE",
        // Before the auction, in the breaks, on a day off.
        "rb2605, 2026-01-06T08:30:00, 0, STALE",
        "rb2605, 2026-01-06T10:20:00, 0, STALE",
        "IF2601, 2026-01-06T12:00:00, 0, STALE",
        "rb2605, 2026-01-10T10:00:00, 0, STALE",
        // A minute of slack.
        "rb2605, 2026-01-06T10:16:00, 20260106, LIVE",
        "rb2605, 2026-01-06T15:00:30, 20260106, LIVE",
        "rb2605, 2026-01-06T15:03:00, 0, STALE"
    })
    void classInstantAndTradingDayOfEachExchange(String id, String moment, int day, String expected) {
        Tick tick = feed.at(moment).tick(id);

        if (day == 0) {
            is(STALE, tick);
            assertEquals(0, tick.eventTime());
            assertEquals(0, tick.feedTradingDay());
        } else {
            is(io.ctpfeed.tick.TickClass.valueOf(expected), moment, day, tick);
        }
    }

    /** Nearest lies today's close; what is said to be of then would make all of today older. */
    @Test
    void aPushOfYesterdaysCloseIsNotOfTodaysThatIsYetToCome() {
        feed.lines.loggedIn(0);
        Tick pushed = feed.at("2026-01-06T09:29:30").tick("IF2601", "15:00:00");

        is(SNAPSHOT, pushed);
        assertEquals(0, pushed.eventTime());
    }

    @Test
    void theDatesOfTheTickItselfAreNotBelieved() {
        Tick tick = feed.at("2026-01-06T22:00:00").tick("CF605", "22:00:00", struct -> {
            TickStructs.text(struct, TickLayout.TRADING_DAY, "20260106");
            TickStructs.text(struct, TickLayout.ACTION_DAY, "");
        });
        is(LIVE, "2026-01-06T22:00:00", 20260107, tick);
        assertEquals("20260106", tick.tradingDay());
    }

    @Test
    void aTickStampedBeforeMidnightThatComesAfterIsOfTheDayBefore() {
        is(LIVE, "2026-01-06T23:59:59", 20260107, feed.at("2026-01-07T00:00:01").tick("au2606", "23:59:59"));
    }

    @Test
    void whatIsPushedOnSubscribingAtThreeIsOfTheNightOrASnapshot() {
        feed.lines.loggedIn(0);
        feed.at("2026-01-07T02:20:00");
        is(LIVE, "2026-01-07T02:19:59", 20260107, feed.tick("au2606", "02:19:59"));
        feed.at("2026-01-07T03:00:00");
        Tick of2300 = feed.tick("rb2605", "22:59:59");
        is(SNAPSHOT, "2026-01-06T22:59:59", 20260107, of2300);
        is(SNAPSHOT, feed.tick("IF2601", "15:00:00"));
    }

    @Test
    void whatIsPushedOnSubscribingAtSevenIsASnapshotAndTheNextIsNot() {
        feed.lines.loggedIn(0);
        feed.at("2026-01-06T07:00:00");
        is(SNAPSHOT, "2026-01-06T02:30:00", 20260106, feed.tick("au2606", "02:30:00"));
        is(SNAPSHOT, feed.tick("si2605", "15:00:00", Feed::closePrices));
        is(SNAPSHOT, feed.tick("SP m2605&m2609", "15:00:00"));
        feed.at("2026-01-06T08:30:00");
        is(STALE, feed.tick("au2606", "02:30:00"));
        is(STALE, feed.tick("si2605", "15:00:00"));
        feed.at("2026-01-06T08:59:00");
        is(AUCTION, "2026-01-06T08:59:00", 20260106, feed.tick("au2606"));
    }

    @Test
    void aPushOfTheNightIsASnapshotInTheDay() {
        feed.lines.loggedIn(0);
        is(SNAPSHOT, feed.at("2026-01-06T09:10:00").tick("au2606", "02:30:00"));
        is(LIVE, feed.at("2026-01-06T09:10:01").tick("au2606"));
    }

    @Test
    void aPushOfYesterdaysCloseIsNotTakenForOneOfToday() {
        feed.lines.loggedIn(0);
        Tick tick = feed.at("2026-01-06T09:10:00").tick("jd2605", "15:00:00");
        is(SNAPSHOT, tick);
    }

    /** Nearer to the afternoon to come than to the one it is of: an instant in the future would make all of a day late. */
    @ParameterizedTest
    @CsvSource({
        "jd2605, 2026-01-06T08:30:00, 15:00:00, 2026-01-06T09:00:00, LIVE",
        "si2605, 2026-01-06T07:00:00, 15:00:00, 2026-01-06T08:59:00, AUCTION",
        "IF2601, 2026-01-06T09:10:00, 14:59:59, 2026-01-06T09:30:00, LIVE",
        "au2606, 2026-01-06T22:30:00, 10:00:00, 2026-01-06T22:30:01, LIVE"
    })
    void aPushOfOldStateIsNeverOfTheTimeToCome(
            String id, String login, String pushed, String moment, io.ctpfeed.tick.TickClass expected) {
        Arbitration arbitration = new Arbitration(feed.instruments, feed.lines, Duration.ofSeconds(20));
        feed.lines.loggedIn(0);
        Tick push = feed.at(login).tick(id, pushed);
        arbitration.arbitrate(push);
        is(SNAPSHOT, push);
        assertTrue(push.eventTime() <= MarketTime.epochNanos(LocalDateTime.parse(login)), push::toString);

        Tick live = feed.at(moment).tick(id);
        arbitration.arbitrate(live);

        is(expected, live);
        assertFalse(live.isLate(), "goes to the live subject");
        assertFalse(live.isTaken());
    }

    @Test
    void afterAReconnectTheLastTickOnceMoreIsASnapshotAndANewOneIsLive() {
        feed.at("2026-01-06T09:30:00");
        feed.lines.loggedIn(0);
        UnsafeBuffer last = TickStructs.ordinary("rb2605", 5);
        is(LIVE, feed.given(last, 0));
        feed.lines.loggedIn(0);
        is(SNAPSHOT, "2026-01-06T09:30:01.5", 20260106, feed.given(last, 0));
        feed.lines.loggedIn(0);
        is(LIVE, feed.given(TickStructs.ordinary("rb2605", 6), 0));
    }

    @Test
    void theSameTickByAnotherLineIsLiveUnlessItWasPushedOnSubscribing() {
        feed.at("2026-01-06T09:30:00");
        feed.lines.loggedIn(0);
        feed.given(TickStructs.ordinary("rb2605", 5), 0);
        feed.lines.loggedIn(1);
        is(SNAPSHOT, feed.given(TickStructs.ordinary("rb2605", 5), 1));
        is(LIVE, feed.given(TickStructs.ordinary("rb2605", 6), 0));
        is(LIVE, feed.given(TickStructs.ordinary("rb2605", 6), 1));
    }

    @Test
    void aSlowerLineIsNotBehindTheOthersVolume() {
        feed.at("2026-01-06T09:30:00");
        is(LIVE, feed.given(TickStructs.ordinary("rb2605", 5), 1));
        is(LIVE, feed.given(TickStructs.ordinary("rb2605", 7), 0));
        is(LIVE, feed.given(TickStructs.ordinary("rb2605", 6), 1));
    }

    @Test
    void pushesAfterTheCloseAreClosing() {
        is(LIVE, feed.at("2026-01-06T15:00:00").tick("rb2605", "15:00:00", Feed::closePrices));
        is(CLOSING, feed.at("2026-01-06T15:00:30").tick("rb2605", "15:00:30", Feed::closePrices));
        is(
                CLOSING,
                "2026-01-06T15:20:00",
                20260106,
                feed.at("2026-01-06T15:20:00").tick("rb2605", "15:20:00", Feed::closePrices));
        is(CLOSING, feed.at("2026-01-06T15:25:00").tick("rb2605", "15:00:00", Feed::closePrices));
        is(STALE, feed.at("2026-01-06T15:26:00").tick("rb2605", "15:26:00"));
    }

    @Test
    void aSettlementPriceDuringTheDayIsNoCloseOnCzce() {
        Feed.Change settled = struct -> struct.putDouble(TickLayout.SETTLEMENT_PRICE, 13_000);
        is(LIVE, feed.at("2026-01-06T10:00:00").tick("CF605", "10:00:00", settled));
        is(LIVE, feed.at("2026-01-06T15:00:00").tick("CF605", "15:00:00", settled));
        is(CLOSING, feed.at("2026-01-06T15:20:00").tick("CF605", "15:20:00", Feed::closePrices));
    }

    @Test
    void aVolumeBelowTheLastOfTheDayIsStaleUntilItPersists() {
        feed.at("2026-01-06T09:30:00");
        is(LIVE, feed.given(TickStructs.ordinary("rb2605", 1_000_000), 0));
        for (int i = 0; i < 7; i++) {
            is(STALE, feed.given(TickStructs.ordinary("rb2605", 100 + i), 0));
        }
        is(LIVE, feed.given(TickStructs.ordinary("rb2605", 107), 0));
        is(LIVE, feed.given(TickStructs.ordinary("rb2605", 108), 0));
    }

    @Test
    void theVolumeOfANewTradingDayBeginsAnew() {
        feed.at("2026-01-06T14:59:00");
        is(LIVE, feed.tick("rb2605", "14:59:00", struct -> struct.putInt(TickLayout.VOLUME, 1_000_000)));
        feed.at("2026-01-06T21:00:00");
        is(LIVE, feed.tick("rb2605", "21:00:00", struct -> struct.putInt(TickLayout.VOLUME, 3)));
    }

    @Test
    void combinationsFollowTheirFirstLegAndAreNotComparedByVolume() {
        feed.at("2026-01-06T22:00:00");
        Feed.Change some = struct -> struct.putInt(TickLayout.VOLUME, 9);
        Feed.Change none = struct -> struct.putInt(TickLayout.VOLUME, 0);
        is(LIVE, feed.tick("SP m2605&m2609", "22:00:00", some));
        is(LIVE, feed.tick("SP m2605&m2609", "22:00:00", none));
    }

    @Test
    void anUnknownInstrumentIsJudgedByTheCalendarsDefaultAndCounted() {
        is(LIVE, feed.at("2026-01-06T09:30:00").tick("zz2605"));
        assertEquals(1, feed.classification.counted().unknownExchange());
    }

    @Test
    void aTickBeyondTheBoundOfInstrumentsIsJudgedByTheCalendarAndCounted() {
        feed.at("2026-01-06T09:30:00");
        feed.fillInstruments();
        is(LIVE, feed.tick("zz2605"));
        is(LIVE, feed.tick("zz2605"));
        is(STALE, feed.tick("zz2605", "12:00:00"));
        is(LIVE, feed.tick("rb2605"));
        assertEquals(3, feed.classification.counted().withoutIndex());
        assertEquals(3, feed.classification.counted().unknownExchange());
        assertEquals(0, feed.classification.counted().failed());
    }

    @Test
    void aListThatNamesAnInstrumentLaterCounts() {
        feed.at("2026-01-06T22:00:00");
        is(STALE, feed.tick("rb2610"));
        feed.learn("rb2610", "SHFE", "rb", '1');
        is(LIVE, feed.tick("rb2610"));
        assertEquals(1, feed.classification.counted().unknownExchange());
    }

    @Test
    void noTickOfAnyKindThrowsOrIsLeftUnclassified() {
        feed.at("2026-01-06T09:30:00");
        feed.lines.loggedIn(0);
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            is(STALE, feed.given(TickStructs.garbage(random), 0));
            is(STALE, feed.given(TickStructs.extreme(random), 0));
        }
        assertEquals(4_000, feed.classification.counted().count(STALE));
        assertEquals(0, feed.classification.counted().failed());
    }

    @Test
    void aTickThatIsOfferedAgainIsNotJudgedAgain() {
        Tick tick = feed.at("2026-01-06T09:30:00").tick("rb2605");
        feed.at("2026-01-06T19:30:00").classification.classify(tick);
        is(LIVE, "2026-01-06T09:30:00", 20260106, tick);
        assertEquals(1, feed.classification.counted().count(LIVE));
    }
}
