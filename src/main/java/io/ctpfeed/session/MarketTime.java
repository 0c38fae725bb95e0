package io.ctpfeed.session;

import io.ctpfeed.tick.WallClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** The exchanges' time, Asia/Shanghai, by the process's one clock. Stateless, any thread. */
public final class MarketTime {
    /** No daylight saving since 1991: always UTC+8. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final long SECOND_NANOS = 1_000_000_000L;

    private MarketTime() {}

    public static Instant now() {
        return instant(WallClock.epochNanos());
    }

    /** Now, as a clock on the wall of an exchange shows it. */
    public static LocalDateTime localNow() {
        return local(WallClock.epochNanos());
    }

    /** @param epochNanos nanoseconds since 1970, UTC */
    public static LocalDateTime local(long epochNanos) {
        return LocalDateTime.ofInstant(instant(epochNanos), ZONE);
    }

    /** Nanoseconds since 1970, UTC. */
    public static long epochNanos(LocalDateTime local) {
        Instant instant = local.atZone(ZONE).toInstant();
        return instant.getEpochSecond() * SECOND_NANOS + instant.getNano();
    }

    private static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, SECOND_NANOS), Math.floorMod(epochNanos, SECOND_NANOS));
    }
}
