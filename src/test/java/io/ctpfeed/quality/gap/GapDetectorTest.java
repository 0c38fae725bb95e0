package io.ctpfeed.quality.gap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.FeedEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a gap, and what is none. */
class GapDetectorTest {
    @TempDir
    private Path folder;

    private GapRig rig;

    @BeforeEach
    void begin() {
        rig = new GapRig(folder);
        rig.market(10, 0, 1);
        assertEquals(List.of(), rig.events);
    }

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void aLineThatIsSilentWhileTheOtherTicks() {
        String last = rig.instant();
        rig.market(24, 0);
        assertEquals(List.of(), rig.open(), "not yet");
        rig.market(4, 0);
        GapRecord gap = rig.open().get(0);
        assertEquals("line-silent", gap.evidence());
        assertEquals(List.of("b"), gap.lines());
        assertEquals(List.of("a"), gap.recoveredBy());
        assertEquals(last, gap.from());
        assertEquals(4, gap.instrumentCount());
        assertEquals(Map.of("SHFE", 4), gap.exchanges());
        rig.market(1, 0, 1);
        assertEquals(rig.instant(), rig.closed().get("to"));
        assertEquals(0, rig.detector.log().counters().visible(), "consumers saw nothing of it");
    }

    @Test
    void fewTicksOfTheOtherLineProveNothing() {
        for (int i = 0; i < 19; i++) {
            rig.pass(1_000).tick("rb2605", 0);
            rig.detector.look();
        }
        assertEquals(List.of(), rig.events);
        rig.pass(1_000).tick("rb2605", 0);
        rig.detector.look();
        assertEquals("line-silent", rig.open().get(0).evidence());
    }

    @Test
    void aMarketThatRestsAfterABurst() {
        rig.pass(1_000).burst(30);
        for (int minute = 0; minute < 60; minute++) {
            rig.pass(60_000).detector.look();
        }
        assertEquals(List.of(), rig.events);
    }

    @Test
    void aDisconnectThatTheOtherLineCovers() {
        String last = rig.instant();
        rig.lines.loggedOut(1);
        rig.market(10, 0);
        GapRecord gap = rig.open().get(0);
        assertEquals("disconnect", gap.evidence());
        assertEquals(last, gap.from());
        assertEquals(List.of("a"), gap.recoveredBy());
        rig.complete[1] = false;
        rig.lines.loggedIn(1);
        rig.market(10, 0, 1);
        assertEquals(1, rig.open().size(), "its subscription is not back");
        rig.complete[1] = true;
        rig.market(1, 0, 1);
        assertEquals(rig.instant(), rig.closed().get("to"));
        assertEquals(List.of("a"), rig.closed().get("recoveredBy"));
    }

    @Test
    void aLineThatIsBackBeforeAnyoneLooked() {
        rig.lines.loggedOut(1);
        rig.lines.loggedIn(1);
        rig.market(2, 0, 1);
        assertEquals("disconnect", rig.closed().get("evidence"));
    }

    @Test
    void aDisconnectOfBothIsVisibleAndHasAnEstimate() {
        rig.volumes = Map.of("rb2605", 100, "cu2605", 175, "al2605", 100, "zn2605", 100);
        rig.lines.loggedOut(0);
        rig.lines.loggedOut(1);
        rig.pass(500).detector.look();
        assertEquals(2, rig.open().size());
        assertTrue(rig.open().stream().allMatch(GapRecord::visible));
        rig.pass(5_000);
        rig.lines.loggedIn(0);
        rig.lines.loggedIn(1);
        rig.pass(100).detector.look();
        rig.pass(100);
        rig.tick("rb2605", 0, 1);
        rig.detector.look();
        rig.detector.look(); // takes the answer
        FeedEvent closed = rig.named("gap-closed").get(0);
        Map<?, ?> estimate = (Map<?, ?>) closed.details().get("estimate");
        assertEquals(Map.of("cu2605", 75L, "rb2605", 10L), estimate.get("lotsByInstrument"));
        assertEquals(85L, estimate.get("lots"));
        assertEquals(2, rig.detector.log().counters().visible());
        assertTrue(rig.detector.log().counters().visibleSeconds() > 10, "both for more than five seconds");
    }

    @Test
    void aDisconnectThatIsNoLongerCovered() {
        rig.lines.loggedOut(1);
        rig.market(5, 0);
        assertFalse(rig.open().get(0).visible());
        rig.lines.loggedOut(0);
        rig.pass(300).detector.look();
        assertTrue(rig.open().get(0).visible(), "nobody brings it now");
        assertTrue(rig.open().get(1).visible());
    }

    @Test
    void aDisconnectWhileNothingTrades() {
        rig.at("15:00:10").detector.look();
        rig.lines.loggedOut(1);
        rig.pass(300).detector.look();
        rig.lines.loggedIn(1);
        rig.pass(300).detector.look();
        rig.pass(300).detector.look();
        assertEquals(List.of(), rig.events);
        rig.lines.loggedOut(1);
        rig.pass(300).detector.look();
        assertEquals(List.of(), rig.events);
        rig.at("14:59:00").detector.look(); // as if the session had begun
        assertEquals("disconnect", rig.open().get(0).evidence());
    }

    @Test
    void aProductThatIsSilentBeyondItsPaceWhileOthersTick() {
        for (int second = 0; second < 300; second++) {
            rig.pass(1_000);
            List.of("rb2605", "cu2605", "al2605", "zn2605").forEach(id -> rig.tick(id, 0, 1));
        }
        String last = rig.instant();
        for (int second = 0; second < 60; second++) {
            rig.pass(1_000);
            List.of("cu2605", "al2605", "zn2605").forEach(id -> rig.tick(id, 0, 1));
            rig.detector.look();
        }
        assertEquals(List.of(), rig.events);
        for (int second = 0; second < 10; second++) {
            rig.pass(1_000);
            List.of("cu2605", "al2605", "zn2605").forEach(id -> rig.tick(id, 0, 1));
            rig.detector.look();
        }
        GapRecord gap = rig.open().get(0);
        assertEquals("product-silent", gap.evidence());
        assertEquals(List.of("rb2605"), gap.instruments());
        assertEquals(last, gap.from());
        assertTrue(gap.visible());
        rig.pass(1_000).tick("rb2605", 0, 1);
        rig.detector.look();
        assertEquals(rig.instant(), rig.closed().get("to"));
    }

    @Test
    void aLineThatMissesMoreThanUsual() {
        rig.market(100, 0, 1);
        assertEquals(0, rig.detector.missedRatio(1));
        for (int i = 0; i < 30; i++) {
            rig.market(4, 0, 1);
            rig.market(1, 0);
        }
        GapRecord gap = rig.open().get(0);
        assertEquals("one-sided", gap.evidence());
        assertEquals(List.of("b"), gap.lines());
        assertEquals(List.of("a"), gap.recoveredBy());
        assertTrue(gap.ticks() >= 20, gap.toString());
        assertTrue(rig.detector.missedRatio(1) > 0.05);
        assertEquals(0, rig.detector.missedRatio(0));
        rig.market(130, 0, 1);
        assertEquals("one-sided", rig.closed().get("evidence"));
    }

    @Test
    void whatOtherPartsLoseIsAGapToo() {
        rig.detector.accept(FeedEvent.of(EventName.RING_OVERFLOW, "b", "ticks", 5L, "ticksSinceStart", 5L));
        rig.market(10, 0, 1);
        rig.detector.accept(FeedEvent.of(EventName.RING_OVERFLOW, "b", "ticks", 7L, "ticksSinceStart", 12L));
        rig.market(10, 0, 1);
        assertEquals(12, rig.open().get(0).ticks());
        assertEquals(List.of("a"), rig.open().get(0).recoveredBy());
        rig.market(40, 0, 1);
        assertEquals("ring-overflow", rig.closed().get("evidence"));
        rig.events.clear();

        rig.detector.accept(FeedEvent.of(
                EventName.TICK_FAILED,
                "a",
                "ticks",
                1L,
                "instruments",
                List.of("rb2605"),
                "from",
                rig.instant(),
                "to",
                rig.instant()));
        rig.market(50, 0, 1);
        assertEquals(List.of("rb2605"), rig.closed().get("instruments"));
        assertEquals(List.of(), rig.closed().get("recoveredBy"));
    }

    @Test
    void aRestartIsAGapFromTheLastMarkOn() {
        rig.market(30, 0, 1);
        rig.lines.loggedOut(1);
        rig.market(1, 0);
        assertEquals("disconnect", rig.open().get(0).evidence(), "left open by what is killed now");
        String killed = rig.instant();

        GapRig next = new GapRig(folder);
        next.at("09:40:00");
        next.lines.loggedOut(0);
        next.complete[1] = false;
        next.detector.look();
        assertEquals(
                List.of("disconnect", "restart"),
                next.open().stream().map(GapRecord::evidence).toList());
        GapRecord gap = next.open().get(1);
        assertTrue(gap.from().compareTo(killed) < 0 && gap.from().compareTo("2026-01-06T01:30:01Z") > 0, gap.from());
        assertTrue(gap.visible());
        next.pass(1_100).tick("rb2605", 1);
        next.detector.look();
        assertEquals(2, next.open().size(), "not all is subscribed");
        next.complete[1] = true;
        next.pass(1_100).detector.look();
        assertEquals(List.of(), next.open());
        assertEquals(next.instant(), next.named("gap-closed").get(1).details().get("to"));
        assertEquals(1, next.named("gap-opened").size(), "that of before was told of before");
        next.close();
    }

    @Test
    void aFirstStartIsNoGap() {
        assertEquals(0, rig.detector.log().counters().opened(Evidence.RESTART));
        assertNull(rig.open().stream().findFirst().orElse(null));
    }

    @Test
    void whatIsOfferedAgainIsNotCountedAgain() {
        rig.pass(100).tick("rb2605", 0);
        assertEquals(1, rig.watch.line(1).owed());
        rig.pass(100).tick("rb2605", 0, 1);
        assertEquals(0, rig.watch.line(1).owed());
    }
}
