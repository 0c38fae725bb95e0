package io.ctpfeed.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.session.MarketTime;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TickPaceTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private final Feed feed = new Feed();

    @Test
    void aBusyInstrumentMayBeSilentForAMinute() {
        ticks("rb2605", "2026-01-06T09:00:00", 300, 1);
        assertEquals(60 * SECOND, feed.pace.limit(instrument("rb2605"), DayPart.MORNING_1));
    }

    @Test
    void aQuietOneForThreeTimesItsOwnUsualGap() {
        ticks("rb2605", "2026-01-05T21:00:00", 60, 60);
        assertEquals(TickPace.UNKNOWN, feed.pace.limit(instrument("rb2605"), DayPart.NIGHT));
        for (int day = 6; day < 10; day++) {
            ticks("rb2605", "2026-01-0" + day + "T09:00:00", 60, 60);
        }
        long limit = feed.pace.limit(instrument("rb2605"), DayPart.MORNING_1);
        assertTrue(limit >= 180 * SECOND && limit <= 240 * SECOND, () -> "limit " + limit / SECOND + " s");
        assertEquals(TickPace.UNKNOWN, feed.pace.limit(instrument("rb2605"), DayPart.AFTERNOON));
    }

    @Test
    void whatIsNotKnownOfAnInstrumentIsThatOfItsProduct() {
        ticks("rb2605", "2026-01-06T09:00:00", 300, 1);
        feed.instruments.learn(java.util.List.of(new io.ctpfeed.tick.Contract(
                "rb2610", "SHFE", "rb", '1', "", 10, 1, 2026, 10, "", "", '1', true, '0', 1, "")));
        assertEquals(60 * SECOND, feed.pace.limit(instrument("rb2610"), DayPart.MORNING_1));
        assertEquals(TickPace.UNKNOWN, feed.pace.limit(instrument("m2605"), DayPart.MORNING_1));
    }

    @Test
    void gapsAcrossBreaksDoNotCount() {
        for (int i = 0; i < 3; i++) {
            ticks("rb2605", "2026-01-0" + (6 + i) + "T10:13:00", 120, 1);
            ticks("rb2605", "2026-01-0" + (6 + i) + "T10:30:00", 120, 1);
            ticks("rb2605", "2026-01-0" + (6 + i) + "T13:30:00", 120, 1);
        }
        assertEquals(60 * SECOND, feed.pace.limit(instrument("rb2605"), DayPart.MORNING_1));
        assertEquals(60 * SECOND, feed.pace.limit(instrument("rb2605"), DayPart.MORNING_2));
        assertEquals(60 * SECOND, feed.pace.limit(instrument("rb2605"), DayPart.AFTERNOON));
    }

    @Test
    void silenceIsCountedWithinTheIntervalThatTradesNow() {
        Instrument rb = instrument("rb2605");
        ticks("rb2605", "2026-01-06T10:13:00", 60, 1);
        assertEquals(Duration.ofSeconds(31).toNanos(), feed.pace.silentFor(rb, nanos("2026-01-06T10:14:30")));
        assertEquals(TickPace.UNKNOWN, feed.pace.silentFor(rb, nanos("2026-01-06T10:20:00")));
        assertEquals(Duration.ofMinutes(1).toNanos(), feed.pace.silentFor(rb, nanos("2026-01-06T10:31:00")));
        assertEquals(TickPace.UNKNOWN, feed.pace.silentFor(rb, nanos("2026-01-06T20:57:00")));
        assertEquals(DayPart.MORNING_2, feed.pace.part(rb, nanos("2026-01-06T10:31:00")));
        assertNull(feed.pace.part(rb, nanos("2026-01-06T12:00:00")));
    }

    @Test
    void thePaceIsKeptOverARestart() throws Exception {
        ticks("rb2605", "2026-01-06T09:00:00", 300, 1);
        Path file = folder.resolve("run/pace.bin");
        feed.pace.save(file);

        Instruments instruments = new Instruments();
        TickPace after = new TickPace(instruments, new ShortCalendar());
        assertTrue(after.load(file));
        assertEquals(60 * SECOND, after.limit(instruments.of("rb2605"), DayPart.MORNING_1));
        after.save(file);
        assertTrue(new TickPace(instruments, new ShortCalendar()).load(file));
    }

    @Test
    void aDamagedFileIsNotUsed() throws Exception {
        ticks("rb2605", "2026-01-06T09:00:00", 300, 1);
        Path file = folder.resolve("pace.bin");
        TickPace other = new TickPace(new Instruments(), new ShortCalendar());
        assertFalse(other.load(file));
        feed.pace.save(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
        assertFalse(other.load(file));
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 20));
        assertFalse(other.load(file));
        Files.write(file, new byte[0]);
        assertFalse(other.load(file));
    }

    @Test
    void fullCountersAreHalvedAndKeepTheirShape() {
        short[] counts = new short[Gaps.BUCKETS];
        for (int i = 0; i < 200_000; i++) {
            Gaps.add(counts, i % 100 == 0 ? 100 * SECOND : SECOND);
        }
        assertTrue(Gaps.total(counts) < 0x20000);
        assertTrue(Gaps.usual(counts) > 100 * SECOND && Gaps.usual(counts) < 130 * SECOND);
    }

    private void ticks(String id, String from, int count, int everySeconds) {
        LocalDateTime moment = LocalDateTime.parse(from);
        for (int i = 0; i < count; i++) {
            feed.at(moment.plusSeconds((long) i * everySeconds).toString()).tick(id);
        }
    }

    private Instrument instrument(String id) {
        return feed.instruments.of(id);
    }

    private static long nanos(String moment) {
        return MarketTime.epochNanos(LocalDateTime.parse(moment));
    }
}
