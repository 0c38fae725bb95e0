package io.ctpfeed.quality;

import io.ctpfeed.quality.StatusWord.Kind;
import io.ctpfeed.session.ExchangeTime;
import io.ctpfeed.tick.WallClock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What the accounts tell of their sessions, each by the index of its line: logins, and the status of products while the
 * trader session is up. Told and asked by any thread.
 */
public final class Lines implements LineSessions {
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final LongSupplier clock;
    private final PerLine<Line> lines = new PerLine<>(Line::new);

    public Lines() {
        this(WallClock::epochNanos);
    }

    /** @param clock nanoseconds since 1970, UTC */
    Lines(LongSupplier clock) {
        this.clock = clock;
    }

    /** What is known of one line. */
    static final class Line {
        private final Map<String, StatusWord> words = new ConcurrentHashMap<>();
        private volatile int logins;
        private volatile int version;
        private volatile boolean up;

        /** Grows with each login: what comes first after it may be a push of old state. */
        int logins() {
            return logins;
        }

        /** Grows with each change of a status. */
        int version() {
            return version;
        }

        /** Null where the exchange said nothing, or the trader session is down. */
        StatusWord word(String exchangeId, String productId) {
            return words.get(exchangeId + '.' + productId);
        }
    }

    /** A market-data session began. */
    public void loggedIn(int line) {
        Line told = line(line);
        synchronized (told) {
            told.logins++;
            told.up = true;
        }
    }

    /** A market-data session ended. */
    public void loggedOut(int line) {
        line(line).up = false;
    }

    @Override
    public int logins(int line) {
        return line(line).logins();
    }

    @Override
    public boolean isUp(int line) {
        return line(line).up;
    }

    /** The trader session broke: its statuses hold no longer. */
    public void traderLost(int line) {
        Line told = line(line);
        synchronized (told) {
            told.words.clear();
            told.version++;
        }
    }

    /**
     * An exchange's word on a product.
     *
     * @param status CTP's InstrumentStatus
     * @param enterTime HH:mm:ss by the exchange's clock; now, where it is no time
     */
    public void status(int line, String exchangeId, String productId, char status, String enterTime) {
        long since = instant(enterTime);
        Line told = line(line);
        synchronized (told) {
            told.words.merge(
                    exchangeId + '.' + productId,
                    new StatusWord(Kind.of(status), since, null, 0),
                    (word, heard) -> word.next(heard.kind(), heard.since()));
            told.version++;
        }
    }

    Line line(int index) {
        return lines.of(index);
    }

    /** The latest instant of that time of day that is not ahead of now. */
    private long instant(String time) {
        long now = clock.getAsLong();
        int second = UpdateTimes.secondOf(time);
        if (second < 0) {
            return now;
        }
        long instant = ExchangeTime.resolve(now, second, 0);
        return instant > now + Classification.AGE_NANOS ? instant - DAY_NANOS : instant;
    }
}
