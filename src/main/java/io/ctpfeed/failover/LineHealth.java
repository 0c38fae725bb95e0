package io.ctpfeed.failover;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.source.SourceStatus;
import io.ctpfeed.source.Sources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Whether each line works: logged in, subscribed, and ticking while another one does. CTP notices a half-open connection
 * after 120 seconds; a line that is silent while another ticks is known in seconds, at any liquidity and without anything
 * learned. What once broke is good again only when all that it wants is subscribed.
 *
 * <p>Asked several times a second, by any thread.
 */
public final class LineHealth {
    /** Ticks of others that make a silence. */
    private static final int LEAST_TICKS = 20;
    /** Updates that make an error rate. */
    private static final int LEAST_UPDATES = 200;

    private static final int ALL = 100;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long RATE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Map<String, Track> tracks = new LinkedHashMap<>();
    private final Predicate<String> held;
    private final SessionClock sessions;
    private final LineFigures figures;
    private final Supplier<FailoverSettings> settings;
    private final LongSupplier clock;
    private final long began;

    private static final class Track {
        private final MarketDataSource source;
        private long ticks;
        private long tickedAt;
        /** Ticks of all others at the last tick of this one. */
        private long othersThen;

        private LineFailure failure;
        /** When all was subscribed; 0: not yet, in this session. */
        private long settledAt;

        private long rateAt;
        private long brought;
        private long missed;

        private Track(MarketDataSource source) {
            this.source = source;
        }
    }

    /**
     * @param accounts that may stand in for each other
     * @param held whether somebody stopped it, or its route
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    LineHealth(
            List<String> accounts,
            Sources sources,
            Predicate<String> held,
            SessionClock sessions,
            LineFigures figures,
            Supplier<FailoverSettings> settings,
            LongSupplier clock) {
        accounts.forEach(account -> tracks.put(account, new Track(sources.source(account))));
        this.held = held;
        this.sessions = sessions;
        this.figures = figures;
        this.settings = settings;
        this.clock = clock;
        this.began = clock.getAsLong();
    }

    /** Told at once of a connection that broke: however soon it is back, what it brought meanwhile is missing. */
    synchronized void broke(String account, SourceState now, String reason) {
        Track track = tracks.get(account);
        if (track != null && (track.failure == null || track.settledAt != 0)) {
            boolean restarted = now == SourceState.STOPPED && reason.equals("restarting");
            fail(track, restarted ? Reason.RESTARTED : disconnected(now), text(now, reason), clock.getAsLong());
        }
    }

    /** Whether it has yet to come up after the start, and still has time for that. */
    synchronized boolean isStarting(String account) {
        Track track = tracks.get(account);
        long since = clock.getAsLong() - began;
        return track.settledAt == 0
                && track.failure == null
                && track.source.state() != SourceState.BLOCKED
                && since < TimeUnit.SECONDS.toNanos(settings.get().startSeconds())
                && !isSettled(track);
    }

    /** What is wrong with it now; empty: it works. */
    synchronized Optional<LineFailure> check(String account) {
        long now = clock.getAsLong();
        sample(now);
        Track track = tracks.get(account);
        SourceState state = track.source.state();
        if (held.test(account)) {
            return fail(track, Reason.STOPPED_BY_HAND, "stopped by hand", now);
        }
        if (state != SourceState.READY) {
            String reason = track.source.status().reason();
            return fail(track, disconnected(state), text(state, reason), now);
        }
        if (track.settledAt == 0) {
            if (!isSettled(track)) {
                return Optional.of(
                        track.failure != null
                                ? track.failure
                                : new LineFailure(Reason.NOT_SUBSCRIBED, "logged in, and not subscribed", now));
            }
            boolean stillSilent = track.failure != null
                    && track.failure.reason() == Reason.SILENT
                    && track.tickedAt - track.failure.sinceNanos() <= 0;
            if (stillSilent) {
                return Optional.of(track.failure);
            }
            settle(track, now);
        }
        if (isSilent(track, now)) {
            return fail(
                    track,
                    Reason.SILENT,
                    "no tick for " + seconds(now - track.tickedAt) + " s in session while another line ticks",
                    track.tickedAt);
        }
        int missing = missingPercent(track, now);
        return missing >= settings.get().errorPercent()
                ? fail(track, Reason.ERROR_RATE, missing + " % of what other lines brought is missing", now)
                : Optional.empty();
    }

    /** For how long it has worked; 0: it does not. Nanoseconds. */
    synchronized long goodNanos(String account) {
        Track track = tracks.get(account);
        return track.settledAt == 0 ? 0 : clock.getAsLong() - track.settledAt;
    }

    private Optional<LineFailure> fail(Track track, Reason reason, String text, long since) {
        boolean known = track.settledAt == 0 && track.failure != null;
        track.failure = new LineFailure(reason, text, known ? track.failure.sinceNanos() : since);
        track.settledAt = 0;
        return Optional.of(track.failure);
    }

    private void settle(Track track, long now) {
        track.failure = null;
        track.settledAt = now;
        track.tickedAt = now;
        track.othersThen = othersOf(track);
        track.rateAt = 0;
    }

    private void sample(long now) {
        for (Track track : tracks.values()) {
            long ticks = ticks(track);
            if (ticks != track.ticks) {
                track.ticks = ticks;
                track.tickedAt = now;
                track.othersThen = -1;
            }
        }
        for (Track track : tracks.values()) {
            if (track.othersThen < 0) {
                track.othersThen = othersOf(track);
            }
        }
    }

    private boolean isSilent(Track track, long now) {
        long silent = TimeUnit.SECONDS.toNanos(settings.get().silentSeconds());
        if (now - track.tickedAt < silent || now - track.settledAt < silent || !sessions.isTrading()) {
            return false;
        }
        // What a line is pushed on subscribing is no sign that the market trades.
        boolean anotherTicks = tracks.values().stream()
                .anyMatch(other -> other != track
                        && other.settledAt != 0
                        && now - other.settledAt > silent
                        && now - other.tickedAt < FRESH_NANOS);
        return anotherTicks && othersOf(track) - track.othersThen >= LEAST_TICKS;
    }

    private int missingPercent(Track track, long now) {
        long brought = figures.brought(track.source.line());
        long missed = figures.missed(track.source.line());
        if (track.rateAt == 0 || now - track.rateAt > RATE_NANOS) {
            boolean first = track.rateAt == 0;
            long moreBrought = brought - track.brought;
            long moreMissed = missed - track.missed;
            track.rateAt = now;
            track.brought = brought;
            track.missed = missed;
            boolean enough = !first && moreBrought + moreMissed >= LEAST_UPDATES;
            return enough ? (int) (moreMissed * ALL / (moreBrought + moreMissed)) : 0;
        }
        return 0;
    }

    private long othersOf(Track track) {
        return tracks.values().stream()
                .filter(other -> other != track)
                .mapToLong(LineHealth::ticks)
                .sum();
    }

    private static long ticks(Track track) {
        return track.source.ring().offered() + track.source.ring().overflows();
    }

    private boolean isSettled(Track track) {
        if (track.source.state() != SourceState.READY) {
            return false;
        }
        SourceStatus status = track.source.status();
        int wanted = status.wanted() - status.rejected();
        long there = Math.max(status.acknowledged(), status.ticking());
        return wanted > 0 && there * ALL >= (long) wanted * settings.get().coveragePercent();
    }

    private static Reason disconnected(SourceState state) {
        return state == SourceState.BLOCKED ? Reason.LOGIN_REFUSED : Reason.DISCONNECTED;
    }

    private static String text(SourceState state, String reason) {
        return state + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    private static String seconds(long nanos) {
        return String.valueOf(Math.round(nanos / 1e8) / 10.0);
    }
}
