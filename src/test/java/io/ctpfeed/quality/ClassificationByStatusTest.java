package io.ctpfeed.quality;

import static io.ctpfeed.quality.Feed.is;
import static io.ctpfeed.tick.TickClass.*;

import org.junit.jupiter.api.Test;

/** While the trader session is up the exchange's word on the product decides. */
class ClassificationByStatusTest {
    private final Feed feed = new Feed();

    @Test
    void aPausedProductIsQuietWhateverTheCalendarSays() {
        feed.at("2026-01-06T09:00:00").status("SHFE", "rb", '2', "09:00:00");
        is(LIVE, feed.at("2026-01-06T09:20:00").tick("rb2605"));
        feed.status("SHFE", "rb", '1', "09:20:00");
        is(LIVE, feed.tick("rb2605", "09:20:00"));
        is(STALE, feed.at("2026-01-06T09:40:00").tick("rb2605"));
        is(LIVE, feed.tick("m2605"));
        feed.status("SHFE", "rb", '2', "09:40:00");
        is(LIVE, feed.tick("rb2605"));
    }

    @Test
    void anExtraSessionIsLive() {
        feed.at("2026-01-10T10:00:00").status("SHFE", "rb", '2', "10:00:00");
        feed.lines.loggedIn(0);
        is(LIVE, feed.at("2026-01-10T10:00:05").tick("rb2605"));
        is(LIVE, feed.at("2026-01-10T10:00:06").tick("rb2605"));
        is(SNAPSHOT, feed.tick("m2605", "10:00:05"));
        is(STALE, feed.tick("m2605", "10:00:06"));
    }

    @Test
    void withoutTheTraderSessionTheCalendarDecides() {
        feed.at("2026-01-06T09:20:00").status("SHFE", "rb", '1', "09:20:00");
        is(STALE, feed.at("2026-01-06T09:40:00").tick("rb2605"));
        feed.lines.traderLost(0);
        is(LIVE, feed.tick("rb2605"));
    }

    @Test
    void anotherLinesTraderSessionDoesNotCount() {
        feed.at("2026-01-06T09:20:00");
        feed.lines.status(1, "SHFE", "rb", '1', "09:20:00");
        is(LIVE, feed.at("2026-01-06T09:40:00").tick("rb2605"));
    }

    @Test
    void theAuctionsResultIsAuctionBeforeAndAfterTheStatusChanges() {
        feed.at("2026-01-06T20:55:00").status("CZCE", "CF", '3', "20:55:00");
        feed.at("2026-01-06T20:59:00").status("CZCE", "CF", '0', "20:59:00");
        is(AUCTION, "2026-01-06T20:59:00", 20260107, feed.tick("CF605"));
        feed.at("2026-01-06T21:00:00").status("CZCE", "CF", '2', "21:00:00");
        is(AUCTION, feed.tick("CF605", "20:59:00"));
        is(LIVE, feed.tick("CF605"));
    }

    @Test
    void anIndexOptionsClosingAuctionIsKnownByStatusOnly() {
        feed.at("2026-01-06T13:00:00").status("CFFEX", "IF", '2', "13:00:00");
        feed.at("2026-01-06T14:57:00").status("CFFEX", "IF", '3', "14:57:00");
        is(LIVE, feed.tick("IF2601", "14:56:59"));
        is(AUCTION, feed.at("2026-01-06T14:58:00").tick("IF2601"));
        feed.at("2026-01-06T15:00:00").status("CFFEX", "IF", '6', "15:00:00");
        is(AUCTION, feed.tick("IF2601"));
        is(CLOSING, feed.at("2026-01-06T15:20:00").tick("IF2601", "15:20:00", Feed::closePrices));
        is(STALE, feed.at("2026-01-06T15:21:00").tick("IF2601"));
    }

    @Test
    void ticksMayBeAheadOfTheStatusWhenASessionOpens() {
        feed.at("2026-01-06T10:15:00").status("SHFE", "rb", '1', "10:15:00");
        is(LIVE, feed.at("2026-01-06T10:30:00").tick("rb2605"));
        is(STALE, feed.at("2026-01-06T10:31:30").tick("rb2605"));
    }

    @Test
    void theDaysStatusesToldAnewAfterALoginLeaveTheLast() {
        feed.at("2026-01-06T13:45:00");
        feed.status("SHFE", "rb", '3', "20:55:00").status("SHFE", "rb", '2', "21:00:00");
        feed.status("SHFE", "rb", '1', "23:00:00").status("SHFE", "rb", '2', "09:00:00");
        feed.status("SHFE", "rb", '1', "11:30:00").status("SHFE", "rb", '2', "13:30:00");
        is(LIVE, feed.tick("rb2605"));
        is(LIVE, feed.tick("rb2605", "13:44:59"));
    }

    @Test
    void aCombinationFollowsTheStatusOfItsFirstLeg() {
        feed.at("2026-01-06T09:20:00").status("DCE", "m", '1', "09:20:00");
        is(STALE, feed.at("2026-01-06T09:40:00").tick("SP m2605&m2609"));
    }
}
