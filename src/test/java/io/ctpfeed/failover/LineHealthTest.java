package io.ctpfeed.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourcesOf;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineHealthTest {
    private static final FailoverSettings SETTINGS = new FailoverSettings(2, 60, 20, 95, 0, 0, 3, 1);

    private final FakeLine primary = new FakeLine("primary", 0);
    private final FakeLine backup = new FakeLine("backup", 1);
    private long now = 1;
    private long brought;
    private long missed;
    private LineHealth health;

    @BeforeEach
    void bothWork() {
        LineFigures figures = new LineFigures() {
            @Override
            public long brought(int line) {
                return line == 0 ? brought : 0;
            }

            @Override
            public long missed(int line) {
                return line == 0 ? missed : 0;
            }
        };
        health = new LineHealth(
                List.of("primary", "backup"),
                new SourcesOf(primary, backup),
                account -> false,
                new SessionClock(() -> null),
                figures,
                () -> SETTINGS,
                () -> now);
        assertEquals(Optional.empty(), health.check("primary"));
        assertEquals(Optional.empty(), health.check("backup"));
    }

    @Test
    void aLineThatIsSilentWhileAnotherTicksHasFailedAfterItsTime() {
        passes(10, true, true);
        passes(9, false, true);
        assertEquals(Optional.empty(), health.check("primary"));
        passes(2, false, true);
        LineFailure failure = health.check("primary").orElseThrow();
        assertEquals(Reason.SILENT, failure.reason());
        assertEquals(now - failure.sinceNanos(), TimeUnit.MILLISECONDS.toNanos(2_000), "from its last tick on");
        assertEquals(Optional.empty(), health.check("backup"));
    }

    @Test
    void aQuietMarketIsNoSilence() {
        passes(10, true, true);
        passes(50, false, false);
        assertEquals(Optional.empty(), health.check("primary"));
        backup.ticks(10); // a few: it may be chance
        now += TimeUnit.MILLISECONDS.toNanos(200);
        assertEquals(Optional.empty(), health.check("primary"));
    }

    @Test
    void aSilentLineIsNotGoodAgainBeforeItTicks() {
        passes(10, true, true);
        passes(12, false, true);
        assertTrue(health.check("primary").isPresent());
        passes(50, false, false);
        assertTrue(health.check("primary").isPresent(), "the market rests, the link is as half open as before");
        passes(1, true, true);
        assertEquals(Optional.empty(), health.check("primary"));
    }

    @Test
    void whatALineIsPushedOnSubscribingMakesNoOtherSilent() {
        passes(10, true, true);
        passes(15, false, false);
        health.broke("backup", SourceState.DISCONNECTED, "");
        assertEquals(Optional.empty(), health.check("backup"), "subscribed again");
        passes(5, false, true); // 20,000 snapshots, say
        assertEquals(Optional.empty(), health.check("primary"));
    }

    @Test
    void aLineThatMissesTooMuchHasFailed() {
        passes(1, true, true);
        brought = 900;
        missed = 100;
        passes(26, true, true);
        assertEquals(Optional.empty(), health.check("primary"), "a tenth");
        brought += 700;
        missed += 300;
        assertEquals(Reason.ERROR_RATE, afterARound().orElseThrow().reason());
    }

    @Test
    void aLineHasTimeToComeUp() {
        FakeLine late = new FakeLine("primary", 0);
        late.state = SourceState.CONNECTING;
        LineHealth starting = new LineHealth(
                List.of("primary"),
                new SourcesOf(late),
                account -> false,
                new SessionClock(() -> null),
                FakeLine.NOT_COMPARED,
                () -> SETTINGS,
                () -> now);
        assertTrue(starting.isStarting("primary"));
        now += TimeUnit.SECONDS.toNanos(61);
        assertFalse(starting.isStarting("primary"));
        assertEquals(
                Reason.DISCONNECTED, starting.check("primary").orElseThrow().reason());
    }

    /** Fifths of a second, with a probe of each line in each. */
    private void passes(int times, boolean primaryTicks, boolean backupTicks) {
        for (int i = 0; i < times; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(200);
            primary.ticks(primaryTicks ? 50 : 0);
            backup.ticks(backupTicks ? 50 : 0);
            if (i < times - 1) {
                health.check("primary");
                health.check("backup");
            }
        }
    }

    private Optional<LineFailure> afterARound() {
        for (int i = 0; i < 30; i++) {
            passes(1, true, true);
            Optional<LineFailure> found = health.check("primary");
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
