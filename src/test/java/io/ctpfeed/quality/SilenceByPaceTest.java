package io.ctpfeed.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.service.inspect.PaceSilence;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.subscription.Silence.Judgement;
import io.ctpfeed.subscription.Silence.Verdict;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** Silence within an instrument's own session, against its own pace. */
class SilenceByPaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NEVER = 0;

    private final Feed feed = new Feed();
    private final PaceSilence silence = new PaceSilence(feed.pace, feed.instruments);

    @Test
    void aDayProductMeansNothingByNightAndNobodyDoesInABreak() {
        assertEquals(Verdict.NOT_TRADING, verdict("jd2605", "2026-01-06T22:00:00"));
        assertEquals(Verdict.NOT_TRADING, verdict("IF2601", "2026-01-06T22:00:00"));
        assertEquals(Verdict.NOT_JUDGED, verdict("rb2605", "2026-01-06T22:00:00"));
        assertEquals(Verdict.NOT_TRADING, verdict("rb2605", "2026-01-06T23:30:00"));
        assertEquals(Verdict.NOT_TRADING, verdict("rb2605", "2026-01-06T10:20:00"));
        assertEquals(Verdict.NOT_JUDGED, verdict("IF2601", "2026-01-06T10:20:00"), "CFFEX has no break then");
        assertEquals(Verdict.NOT_TRADING, verdict("rb2605", "2026-01-06T12:00:00"));
        assertEquals(Verdict.NOT_TRADING, verdict("rb2605", "2026-01-06T08:57:00"), "its auction");
        assertEquals(Verdict.NOT_TRADING, verdict("rb2605", "2026-01-10T10:00:00"), "a Saturday");
    }

    @Test
    void beyondItsOwnPaceItIsUnusual() {
        LocalDateTime start = LocalDateTime.parse("2026-01-06T09:00:00");
        for (int i = 0; i < 300; i++) {
            feed.at(
                            start.plusSeconds(i).toString().length() == 16
                                    ? start.plusSeconds(i) + ":00"
                                    : start.plusSeconds(i).toString())
                    .tick("rb2605");
        }
        long heard = MarketTime.epochNanos(start.plusSeconds(299));
        assertEquals(
                Verdict.USUAL,
                silence.judge("rb2605", heard, heard + 60 * SECOND).verdict());
        assertEquals(
                Verdict.UNUSUAL,
                silence.judge("rb2605", heard, heard + 61 * SECOND).verdict());
        assertEquals(
                Verdict.NOT_JUDGED,
                silence.judge("SP m2605&m2609", heard, heard + 600 * SECOND).verdict());
        long after = MarketTime.epochNanos(LocalDateTime.parse("2026-01-06T10:30:20"));
        Judgement later = silence.judge("rb2605", heard, after);
        assertEquals(20 * SECOND, later.silentNanos(), "the break does not count");
    }

    private Verdict verdict(String code, String moment) {
        return silence.judge(code, NEVER, MarketTime.epochNanos(LocalDateTime.parse(moment)))
                .verdict();
    }
}
